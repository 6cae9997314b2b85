import * as v from 'valibot';
import { TOLERATED_ERROR } from '../domain/reissue.ts';
import type { OutboxEntry, Stamp } from '../data/outboxEntry.ts';
import type { Settings } from '../data/settings.ts';
import type { Environment } from './environment.ts';

const KEY = 'sync.clock';
const stored = v.object({ offset: v.number(), serverTime: v.number() });

/** Longest round trip by which the offset is measured, ms: half of it is the error (rule K1). */
export const LONGEST_ROUND_TRIP = 10_000;
/** A change that is worth a write, ms. */
const NOTICEABLE = 250;
/** How old the stored server time may get, ms. */
const WORTH_KEEPING = 10 * 60_000;

/** The device's clock, corrected by what the server said last. */
export class Clock {
	readonly #environment: Environment;
	readonly #settings: Settings;
	/** The clock's origin when the server was heard last; undefined where it was not since this start of the page */
	#measuredAt: number | undefined;

	constructor(environment: Environment, settings: Settings) {
		this.#environment = environment;
		this.#settings = settings;
	}

	/** Server's clock minus the device's, ms; 0 while it was never measured. */
	get offset(): number {
		return this.#known.offset;
	}

	/** True where the clock may have been set since the server was heard last (rule K8), and before it was heard at all. */
	get doubtful(): boolean {
		return this.#measuredAt === undefined || Math.abs(this.#origin - this.#measuredAt) > TOLERATED_ERROR;
	}

	/** Corrected time, ms since 1970. */
	now(): number {
		return Math.round(this.#environment.now() + this.offset);
	}

	/** What the clock knows at this moment; goes into the outbox with each fact. */
	stamp(): Stamp {
		const { offset, serverTime } = this.#known;
		return { offset, origin: this.#origin, page: this.#environment.page, floor: serverTime };
	}

	/**
	 * Learns from an answer of the server (rule K1).
	 * @param serverTime what it said, ms since 1970
	 * @param roundTrip how long it took on the monotonic clock, ms
	 */
	async measure(serverTime: number, roundTrip: number): Promise<void> {
		if (roundTrip > LONGEST_ROUND_TRIP && !this.doubtful) return;
		this.#measuredAt = this.#origin;
		const offset = Math.round(serverTime + roundTrip / 2 - this.#environment.now());
		const before = this.#known;
		const moved = Math.abs(offset - before.offset) > NOTICEABLE;
		if (moved || serverTime - before.serverTime > WORTH_KEEPING) {
			await this.#settings.set(KEY, { offset: moved ? offset : before.offset, serverTime });
		}
	}

	/** How wrong a fact's time is: what has to be added, ms (rules K2 to K6). */
	errorOf({ fact, stamp }: Pick<OutboxEntry, 'fact' | 'stamp'>): number {
		return this.errorAt(Date.parse(fact.at), stamp);
	}

	/** {@link errorOf} for an instant (ms since 1970) that was read from this clock when it knew what the stamp says. */
	errorAt(at: number, stamp: Stamp): number {
		const change = this.offset - stamp.offset;
		const jump = stamp.page === this.#environment.page ? this.#origin - stamp.origin : 0;
		const error = change + (wasSet(jump, change, at < stamp.floor) ? jump : 0);
		return Math.max(Math.min(error, this.now() - at), stamp.floor - at);
	}

	get #known(): v.InferOutput<typeof stored> {
		return this.#settings.get(KEY, stored) ?? { offset: 0, serverTime: 0 };
	}

	get #origin(): number {
		return Math.round(this.#environment.now() - this.#environment.monotonic());
	}
}

/**
 * Whether a clock that moved by `jump` against the monotonic one was set by somebody (rules K3 to K5). It may also have slept: a monotonic
 * clock can stand still meanwhile, and then the clock is ahead without having been set.
 */
function wasSet(jump: number, change: number, beforeFloor: boolean): boolean {
	if (Math.abs(jump) <= TOLERATED_ERROR) return false;
	return jump < 0 || Math.abs(change + jump) <= TOLERATED_ERROR || beforeFloor;
}
