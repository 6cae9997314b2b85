import { timingSafeEqual } from 'node:crypto';
import { fingerprint, randomToken } from '../accounts/codes.ts';
import type { ServerContext } from '../context.ts';
import type { Couch } from '../couchdb/couch.ts';
import { read, update } from '../couchdb/documents.ts';

const ID = 'entries-key';

/** `entries-key` in `private`: the hash of the key alone. */
interface KeyDoc {
	readonly hash: string;
	/** ms since 1970 */
	readonly created: number;
}

/**
 * Makes a key with which the access control may deliver entry events, in the place of the one before.
 * @returns the key, which cannot be seen again
 */
export async function newEntriesKey({
	couch,
	random,
	clock
}: Pick<ServerContext, 'couch' | 'random' | 'clock'>): Promise<string> {
	const key = randomToken(random);
	await update<KeyDoc>(couch.db('private'), ID, () => ({ hash: fingerprint(key), created: clock() }));
	return key;
}

/** Whether there is a key at all. */
export async function hasEntriesKey(couch: Couch): Promise<boolean> {
	return (await read<KeyDoc>(couch.db('private'), ID)) !== undefined;
}

/** Whether it is the key that holds now. */
export async function isEntriesKey(couch: Couch, key: string): Promise<boolean> {
	const doc = await read<KeyDoc>(couch.db('private'), ID);
	const given = Buffer.from(fingerprint(key));
	const right = Buffer.from(doc?.hash ?? '');
	return given.length === right.length && timingSafeEqual(new Uint8Array(given), new Uint8Array(right));
}
