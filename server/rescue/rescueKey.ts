/** The key pair to which lost devices encrypt what they had not sent (DESIGN § 6). The private half never leaves the server. */
import { webcrypto } from 'node:crypto';
import { SEAL } from '../../src/lib/domain/sealing.ts';
import type { Couch } from '../couchdb/couch.ts';
import { create, read } from '../couchdb/documents.ts';

const { subtle } = webcrypto;

/** `rescue-key` in `private`. Made once and kept for good: a device may come back after years. */
interface RescueKeyDoc {
	/** Uncompressed point, base64 */
	readonly publicKey: string;
	/** PKCS #8, base64 */
	readonly privateKey: string;
}

const ID = 'rescue-key';
const encode = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64');

/** Makes the key pair where there is none. Two servers that start at once agree on one. */
export async function foundRescueKey(couch: Couch): Promise<RescueKeyDoc> {
	const db = couch.db<RescueKeyDoc>('private');
	const there = await read(db, ID);
	if (there) return there;
	const pair = await subtle.generateKey(SEAL.curve, true, ['deriveBits']);
	const made: RescueKeyDoc = {
		publicKey: encode(await subtle.exportKey('raw', pair.publicKey)),
		privateKey: encode(await subtle.exportKey('pkcs8', pair.privateKey))
	};
	return (await create(db, ID, made)) ? made : await db.get(ID);
}

/** What a device is told. */
export async function rescuePublicKey(couch: Couch): Promise<string> {
	return (await foundRescueKey(couch)).publicKey;
}

/** What opens a file. */
export async function rescuePrivateKey(couch: Couch): Promise<webcrypto.CryptoKey> {
	const { privateKey } = await foundRescueKey(couch);
	const bytes = Buffer.from(privateKey, 'base64');
	return await subtle.importKey('pkcs8', bytes, SEAL.curve, false, ['deriveBits']);
}
