import type { DocumentScope } from 'nano';
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

/** The staff's PINs, hashed; they never leave the server (DESIGN § 6). */
export class Pins {
	readonly #db: () => DocumentScope<PinDoc>;
	readonly #tries: Tries;
	readonly #random: Random;

	constructor(db: () => DocumentScope<PinDoc>, tries: Tries, random: Random) {
		this.#db = db;
		this.#tries = tries;
		this.#random = random;
	}

	async has(staff: string): Promise<boolean> {
		return (await read(this.#db(), idOf(staff))) !== undefined;
	}

	/** Everyone who has a PIN, by Personalnummer. */
	async staff(): Promise<Set<string>> {
		const docs = await listByPrefix(this.#db(), idOf(''));
		return new Set(docs.map(({ _id }) => _id.slice(idOf('').length)));
	}

	async set(staff: string, pin: string, { mustChange }: { mustChange: boolean }): Promise<void> {
		const doc: PinDoc = { hash: await hashPin(pin), mustChange };
		await update(this.#db(), idOf(staff), () => doc);
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
		for (let done = 0; done < pins.length; done += AT_ONCE) {
			await Promise.all(pins.slice(done, done + AT_ONCE).map((entry) => this.#setFirst(entry, overwrite)));
			onProgress(Math.min(done + AT_ONCE, pins.length));
		}
	}

	async #setFirst({ staff, pin, mustChange }: FirstPin, overwrite: boolean): Promise<void> {
		if (overwrite) await this.set(staff, pin, { mustChange });
		else if (!(await this.has(staff)))
			await create(this.#db(), idOf(staff), { hash: await hashPin(pin), mustChange });
	}

	/** A PIN to be told to the person once; it must be changed at the next check-in. */
	async reset(staff: string): Promise<string> {
		const pin = randomDigits(this.#random, 4);
		await this.set(staff, pin, { mustChange: true });
		return pin;
	}

	/**
	 * @throws ServerError `unknown-staff`, `locked` with `lockedUntil`, `wrong-pin` with `triesLeft` and perhaps `lockedUntil`
	 */
	async verify(staff: string, device: string, pin: string): Promise<{ mustChange: boolean }> {
		const doc = await read(this.#db(), idOf(staff));
		if (!doc) throw new ServerError('unknown-staff');
		const whose = `pin ${device} ${staff}`;
		const after = await this.#tries.begin(whose);
		if ('locked' in after) throw new ServerError('locked', { lockedUntil: after.locked });
		if (!(await matches(doc.hash, pin))) throw new ServerError('wrong-pin', { ...after });
		await this.#tries.succeed(whose);
		return { mustChange: doc.mustChange };
	}
}

function idOf(staff: string): string {
	return `pin:${staff}`;
}
