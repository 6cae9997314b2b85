import { getContext, setContext } from 'svelte';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

const KEY = Symbol('dienstbuch');

/** Gives the running app to all components below. */
export function provideApp(app: Dienstbuch): void {
	setContext(KEY, app);
}

/** The running app. To be called while a component initialises. */
export function useApp(): Dienstbuch {
	return getContext<Dienstbuch>(KEY);
}
