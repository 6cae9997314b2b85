import type { Component } from 'svelte';

/** A screen in the navigation. */
export interface NavigationEntry {
	readonly href: string;
	readonly label: string;
	readonly icon: Component<{ 'aria-hidden'?: boolean | 'true' | 'false' }>;
}

/** Whether the screen at `href`, or one below it, is the one shown at `path`. */
export function isShown(href: string, path: string): boolean {
	return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
