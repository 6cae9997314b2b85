import type { DocumentScope } from 'nano';
import {
	pinNumberOf,
	PIN_NUMBERS_DOC,
	withNewPins,
	type PinNumbers
} from '../../src/lib/domain/pinNumbers.ts';
import { create, listByPrefix, read, update } from '../couchdb/documents.ts';
import { ServerError } from '../errors.ts';
import { randomDigits, type Random } from './codes.ts';
import { hashPin, matches } from './hashing.ts';
import type { PinDoc } from './privateDocs.ts';
import type { Tries } from './tries.ts';

/** A first PIN for a staff member, by Personalnummer. */
export interface FirstPin {
	readonly staff: string;
	readonly pin: string;
	readonly mustChange: boolean;
}

/** How many are hashed at once; each keeps a core busy for some milliseconds. */
const AT_ONCE = 8;

/** What {@link Pins} stand on. */
export interface PinsGround {
	readonly db: () => DocumentScope<PinDoc>;
	/** Where the devices read that a PIN was replaced */
	readonly numbers: () => DocumentScope<PinNumbers>;
	readonly random: Random;
	/** ms since 1970 */
	readonly clock: () => number;
}

/** How long a PIN that was reset is good for choosing another one, ms: as with passwords. One that was imported waits for its person. */
const TEMPORARY_FOR = 7 * 24 * 3_600_000;

/** The staff's PINs, hashed; they never leave the server (DESIGN § 6). */
export class Pins {
	readonly #ground: PinsGround;
	readonly #tries: Tries;

	constructor(ground: PinsGround, tries: Tries) {
		this.#ground = ground;
		this.#tries = tries;
	}

	async has(staff: string): Promise<boolean> {
		return (await read(this.#db, idOf(staff))) !== undefined;
	}

	/** Everyone who has a PIN, by Personalnummer. */
	async staff(): Promise<Set<string>> {
		const docs = await listByPrefix(this.#db, idOf(''));
		return new Set(docs.map(({ _id }) => _id.slice(idOf('').length)));
	}

	/** @param until how long it is good where it must be changed, ms since 1970; for good where absent */
	async set(
		staff: string,
		pin: string,
		{ mustChange, until }: { mustChange: boolean; until?: number }
	): Promise<void> {
		const doc: PinDoc = { hash: await hashPin(pin), mustChange, until };
		await this.#replaced([staff]);
		await update(this.#db, idOf(staff), () => doc);
	}

	/** Tells the devices, before it is so: one that has just heard that the old PIN is right then knows the old number. */
	async #replaced(staff: readonly string[]): Promise<void> {
		await update(this.#ground.numbers(), PIN_NUMBERS_DOC, (old) => withNewPins(old, staff));
	}

	get #db(): DocumentScope<PinDoc> {
		return this.#ground.db();
	}

	/**
	 * Sets many.
	 * @param overwrite whether PINs that are there already are replaced, too
	 * @param onProgress is told how many are done
	 */
	async setAll(
		pins: readonly FirstPin[],
		{
			overwrite = false,
			onProgress = () => {}
		}: { overwrite?: boolean; onProgress?(done: number): void } = {}
	): Promise<void> {
		if (overwrite) await this.#replaced(pins.map(({ staff }) => staff));
		for (let done = 0; done < pins.length; done += AT_ONCE) {
			await Promise.all(pins.slice(done, done + AT_ONCE).map((entry) => this.#setFirst(entry, overwrite)));
			onProgress(Math.min(done + AT_ONCE, pins.length));
		}
	}

	async #setFirst({ staff, pin, mustChange }: FirstPin, overwrite: boolean): Promise<void> {
		const doc: PinDoc = { hash: await hashPin(pin), mustChange };
		if (overwrite) await update(this.#db, idOf(staff), () => doc);
		else await create(this.#db, idOf(staff), doc);
	}

	/** A PIN to be told to the person once; it must be changed at the next check-in. */
	async reset(staff: string): Promise<string> {
		const pin = randomDigits(this.#ground.random, 4);
		await this.set(staff, pin, { mustChange: true, until: this.#ground.clock() + TEMPORARY_FOR });
		return pin;
	}

	/**
	 * @returns whether it has to be changed before it is good for anything else, and the number that the devices know it by
	 * @throws ServerError `unknown-staff`, `locked` with `lockedUntil`, `wrong-pin` with `triesLeft` and perhaps `lockedUntil`
	 */
	async verify(staff: string, device: string, pin: string): Promise<{ mustChange: boolean; number: number }> {
		const number = pinNumberOf(await read(this.#ground.numbers(), PIN_NUMBERS_DOC), staff);
		const doc = await read(this.#db, idOf(staff));
		if (!doc) throw new ServerError('unknown-staff');
		// with the hash: who is given another PIN begins anew
		const whose = `pin ${device} ${staff} ${doc.hash}`;
		const after = await this.#tries.begin(whose);
		if ('locked' in after) throw new ServerError('locked', { lockedUntil: after.locked });
		const over = doc.until !== undefined && doc.until < this.#ground.clock();
		if (!(await matches(doc.hash, pin)) || over) throw new ServerError('wrong-pin', { ...after });
		await this.#tries.succeed(whose);
		return { mustChange: doc.mustChange, number };
	}
}

function idOf(staff: string): string {
	return `pin:${staff}`;
}
