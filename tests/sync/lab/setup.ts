import type { TestProject } from 'vitest/node';
import { startLab } from './lab.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Address of the lab */
		lab: string;
	}
}

/** Starts the lab for the tests in the browser. @returns what ends it */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const lab = await startLab();
	project.provide('lab', lab.url);
	return () => lab.stop();
}
