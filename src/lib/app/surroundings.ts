import { getContext, setContext } from 'svelte';
import type { Installation } from './installation.svelte.ts';
import type { Updates } from './update.svelte.ts';

/** What lies between the app and the browser: new builds, installation, storage that is kept. */
export interface Surroundings {
	readonly updates: Updates;
	readonly installation: Installation;
}

const KEY = Symbol('surroundings');

/** Gives the surroundings to all components below. */
export function provideSurroundings(surroundings: Surroundings): void {
	setContext(KEY, surroundings);
}

/** The surroundings. To be called while a component initialises. */
export function useSurroundings(): Surroundings {
	return getContext<Surroundings>(KEY);
}
