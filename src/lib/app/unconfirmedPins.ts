import * as v from 'valibot';
import type { Settings } from '../data/settings.ts';
import { pinTag, PinTags, type PinTag } from './pinTags.ts';
import { NO_TRIES, oneMoreWrong, pinTries, refusalOf, type PinRefusal } from './pinTries.ts';

/** Under it the device's settings keep them, all in one list: so that what has ended can be found. */
const KEY = 'app.unconfirmedPins';

const kept = v.object({ shift: v.string(), ...pinTag.entries, ...pinTries.entries });
type Kept = v.InferOutput<typeof kept>;

/** What a try came to. `unknown`: of none of these shifts is the PIN known here */
export type ReturnVerdict =
	{ readonly kind: 'right'; readonly shift: string } | PinRefusal | { readonly kind: 'unknown' };

/**
 * The PINs with which shifts began here that nothing has confirmed (DESIGN § 6). Each leads back to its own shift, so that the
 * idle lock shuts nobody out who checked in offline. It is proof of nothing else: nobody has said yet that it is the person's PIN.
 */
export class UnconfirmedPins {
	readonly #settings: Settings;
	readonly #tags: PinTags;

	constructor(settings: Settings, crypto: Crypto) {
		this.#settings = settings;
		this.#tags = new PinTags(settings, crypto);
	}

	/** What is to be kept of a PIN; undefined where the browser gives no cryptography. */
	async tag(pin: string): Promise<PinTag | undefined> {
		return this.#tags.able ? this.#tags.make(pin) : undefined;
	}

	/** Keeps with which PIN a shift began. */
	async keep(shift: string, tag: PinTag | undefined): Promise<void> {
		if (tag) await this.#store([...this.#all, { shift, ...tag, ...NO_TRIES }]);
	}

	/**
	 * Tries a PIN on shifts of one person. Each counts its own wrong tries: a second shift, begun with a PIN that one knows, must
	 * not give new tries at the first.
	 * @param now ms since 1970, UTC
	 */
	async check(shifts: readonly string[], pin: string, now: number): Promise<ReturnVerdict> {
		const known = this.#all.filter(({ shift }) => shifts.includes(shift));
		if (known.length === 0 || !this.#tags.able) return { kind: 'unknown' };
		for (const one of known) {
			if (now < one.lockedUntil || !(await this.#tags.fits(pin, one))) continue;
			await this.#replace([{ ...one, ...NO_TRIES }]);
			return { kind: 'right', shift: one.shift };
		}
		const after = known.map((one) => (now < one.lockedUntil ? one : { ...one, ...oneMoreWrong(one, now) }));
		await this.#replace(after);
		return refusalOf(after.reduce(milder), now);
	}

	/** Forgets the PINs of shifts that are over or confirmed. */
	async forget(done: (shift: string) => boolean): Promise<void> {
		const left = this.#all.filter(({ shift }) => !done(shift));
		if (left.length < this.#all.length) await this.#store(left);
	}

	/** Follows a reissue of facts to the new ids (rule C2). */
	async follow(renamed: ReadonlyMap<string, string>): Promise<void> {
		const all = this.#all;
		if (!all.some(({ shift }) => renamed.has(shift))) return;
		await this.#store(all.map((one) => ({ ...one, shift: renamed.get(one.shift) ?? one.shift })));
	}

	get #all(): Kept[] {
		return this.#settings.get(KEY, v.array(kept)) ?? [];
	}

	/** Those that were forgotten meanwhile stay so. */
	async #replace(changed: readonly Kept[]): Promise<void> {
		await this.#store(this.#all.map((one) => changed.find(({ shift }) => shift === one.shift) ?? one));
	}

	async #store(all: readonly Kept[]): Promise<void> {
		if (all.length === 0) await this.#settings.remove(KEY);
		else await this.#settings.set(KEY, all);
	}
}

/** The one of two that can be tried again the sooner, and the oftener. */
function milder(a: Kept, b: Kept): Kept {
	return (a.lockedUntil - b.lockedUntil || a.wrong - b.wrong) <= 0 ? a : b;
}
