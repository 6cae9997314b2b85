import type { Component } from 'svelte';

/** A screen in the navigation. */
export interface NavigationEntry {
	readonly href: string;
	readonly label: string;
	/** Where there is little room; has to be the beginning of the label, which stays its name (WCAG 2.5.3) */
	readonly short?: string;
	readonly icon: Component<{ 'aria-hidden'?: boolean | 'true' | 'false' }>;
	/** Stands in the bar of a phone, which has room for four; the others are behind "Mehr" there */
	readonly prime?: boolean;
	/** What waits there, and how it is said: "3 ungelesen" */
	readonly badge?: { readonly count: number; readonly words: string };
}

/** Whether the screen at `href`, or one below it, is the one shown at `path`. */
export function isShown(href: string, path: string): boolean {
	return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

const SOFT_HYPHEN = '\u00ad';

/** The name of an entry for those who hear it: without marks for breaking a word, with what waits there. */
export function nameOf({ label, badge }: NavigationEntry): string {
	const name = label.replaceAll(SOFT_HYPHEN, '');
	return badge && badge.count > 0 ? `${name}, ${badge.words}` : name;
}

/** A count as it fits a badge. */
export function badgeText(count: number): string {
	return count > 99 ? '99+' : String(count);
}
