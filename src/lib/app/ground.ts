import type { Keeping } from '../data/outboxEntry.ts';
import type { Settings } from '../data/settings.ts';
import type { Fact } from '../domain/facts/registry.ts';
import type { Identity } from '../sync/session.ts';
import type { Clock } from './clock.svelte.ts';
import type { DirectoryState } from './directoryState.svelte.ts';
import type { LogState } from './logState.svelte.ts';

/** What the parts of the app stand on: the state they share, and the one way to write a fact. */
export interface Ground {
	readonly identity: Identity | undefined;
	readonly clock: Clock;
	/** Milliseconds that the device's clock lags behind the server's, as last measured. */
	readonly clockOffset: number;
	readonly directory: DirectoryState;
	readonly log: LogState;
	readonly settings: Settings;
	/** Random bytes, for ids */
	random(length: number): Uint8Array;
	/**
	 * Stores a fact on the device and shows it; several are stored in one write, all or none. Resolves once that is done; sending follows by itself.
	 * @throws StorageFull where the device has no room: nothing was written then
	 */
	write(facts: Fact | readonly Fact[], keeping?: Keeping): Promise<void>;
}
