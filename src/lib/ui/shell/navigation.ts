import type { Component } from 'svelte';

/** A screen in the navigation. */
export interface NavigationEntry {
	readonly href: string;
	readonly label: string;
	/** Where there is little room; has to be the beginning of the label, which stays its name (WCAG 2.5.3) */
	readonly short?: string;
	readonly icon: Component<{ 'aria-hidden'?: boolean | 'true' | 'false' }>;
}

/** Whether the screen at `href`, or one below it, is the one shown at `path`. */
export function isShown(href: string, path: string): boolean {
	return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
