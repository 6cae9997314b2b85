import type { DocumentScope } from 'nano';
import { listByPrefix, read, remove, update } from '../couchdb/documents.ts';
import { ServerError } from '../errors.ts';
import { fingerprint, randomCode, typedCode, type Random } from './codes.ts';
import type { Named } from './identity.ts';
import type { PairingDoc } from './privateDocs.ts';

/** How long a code is good for (DESIGN § 6), ms. */
const VALID_FOR = 10 * 60_000;
const LENGTH = 8;

/** A pairing code to be made. */
export interface NewPairing {
	readonly site: Named;
	readonly label: string;
	/** Good for any number of devices, for as long as the server runs: the demo's */
	readonly lasting?: boolean;
	/** This code, and no other */
	readonly code?: string;
}

/** The codes by which devices are paired. */
export class Pairings {
	readonly #db: () => DocumentScope<PairingDoc>;
	readonly #random: Random;
	readonly #clock: () => number;
	/** Lasting codes are good for as long as this process runs, and no longer */
	readonly #lasting = new Map<string, PairingDoc>();

	constructor(db: () => DocumentScope<PairingDoc>, random: Random, clock: () => number) {
		this.#db = db;
		this.#random = random;
		this.#clock = clock;
	}

	/** @returns the code, and until when it is good: ms since 1970, null where it is lasting */
	async create(pairing: NewPairing): Promise<{ code: string; expires: number | null }> {
		const { site, label } = pairing;
		const code = pairing.code ?? randomCode(this.#random, LENGTH);
		if (pairing.lasting) {
			this.#lasting.set(idOf(code), { site, label, expires: Infinity });
			return { code, expires: null };
		}
		const expires = this.#clock() + VALID_FOR;
		await update(this.#db(), idOf(code), () => ({ site, label, expires }));
		return { code, expires };
	}

	/**
	 * Uses a code up. Of several who use it at once just one gets it, since one of them removes it.
	 * @throws ServerError `pairing-code-invalid`
	 */
	async redeem(code: string): Promise<PairingDoc> {
		const lasting = this.#lasting.get(idOf(code));
		if (lasting) return lasting;
		const db = this.#db();
		const doc = await read(db, idOf(code));
		if (!doc) throw new ServerError('pairing-code-invalid');
		if (!(await remove(db, doc._id))) throw new ServerError('pairing-code-invalid');
		if (doc.expires <= this.#clock()) throw new ServerError('pairing-code-invalid');
		return doc;
	}

	/** Removes codes that are good no longer. */
	async clear(): Promise<void> {
		for (const { _id, expires } of await listByPrefix(this.#db(), ID))
			if (expires <= this.#clock()) await remove(this.#db(), _id);
	}
}

const ID = 'pairing:';

function idOf(code: string): string {
	return ID + fingerprint(typedCode(code));
}
