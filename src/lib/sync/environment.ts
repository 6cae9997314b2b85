import type { Channel } from '../data/storage.ts';

/** The part of the browser's lock manager (`navigator.locks`) that is used. */
export interface Locks {
	/**
	 * Runs `hold` while the lock is held, and lets go of it when that resolves. Rejects with an AbortError where `signal` ended the waiting,
	 * or where somebody stole the lock.
	 */
	request(
		name: string,
		options: { readonly steal?: boolean; readonly signal?: AbortSignal },
		hold: () => Promise<void>
	): Promise<void>;
}

/** All that sync takes from outside, so that a seeded simulation can run it (DESIGN § 4). */
export interface Environment {
	/** Like the browser's; addresses begin with `/`. */
	fetch(address: string, init: RequestInit): Promise<Response>;
	/** The origin that PouchDB puts before addresses, without a slash at the end */
	readonly origin: string;
	/** The device's clock, ms since 1970 */
	now(): number;
	/** A clock that nobody sets, ms since some start */
	monotonic(): number;
	/** From 0 to 1 */
	random(): number;
	randomBytes(length: number): Uint8Array;
	/** Another for each start of the page */
	readonly page: string;
	/** Calls back once, later. @returns what calls it off */
	later(callback: () => void, ms: number): () => void;
	online(): boolean;
	visible(): boolean;
	/** Hears when the device goes online or offline, and when the page becomes visible or hidden. @returns what ends it */
	onChange(listener: () => void): () => void;
	readonly locks: Locks;
	channel(name: string): Channel;
}
