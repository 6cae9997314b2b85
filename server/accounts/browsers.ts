import type { DocumentScope } from 'nano';
import { read, update } from '../couchdb/documents.ts';
import { fingerprint } from './codes.ts';
import type { Session } from './identity.ts';
import type { BrowserDoc } from './privateDocs.ts';

/** What a browser brings beside the pairing code. */
export interface PairedBrowser {
	/** What the device is to be called; as the code says where absent */
	readonly label?: string;
	/** A secret of the browser's own, the same each time that it is paired; its fingerprint is what is kept */
	readonly key?: string;
	/** The session that it still has */
	readonly session?: Session;
}

/** Which account each browser was paired as, so that one that was signed out gets the same again. */
export class Browsers {
	readonly #db: () => DocumentScope<BrowserDoc>;

	constructor(db: () => DocumentScope<BrowserDoc>) {
		this.#db = db;
	}

	async accountOf(key: string): Promise<string | undefined> {
		return (await read(this.#db(), idOf(key)))?.account;
	}

	/** Notes whose key it is from now on. */
	async belongs(key: string, account: string): Promise<void> {
		await update(this.#db(), idOf(key), (old) => (old?.account === account ? undefined : { account }));
	}
}

function idOf(key: string): string {
	return `browser:${fingerprint(key)}`;
}
