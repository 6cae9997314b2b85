import { webcrypto } from 'node:crypto';
import * as v from 'valibot';
import {
	anyRescueFile,
	rescueFile,
	sealedFile,
	type RescueFile,
	type SealedFile
} from '../../src/lib/domain/rescueFile.ts';
import { SEAL } from '../../src/lib/domain/sealing.ts';
import type { Couch } from '../couchdb/couch.ts';
import { ServerError } from '../errors.ts';
import { rescuePrivateKey } from './rescueKey.ts';

const { subtle } = webcrypto;
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64, 'base64'));

async function unseal(couch: Couch, { key, iv, data }: SealedFile): Promise<unknown> {
	const mine = await rescuePrivateKey(couch);
	try {
		const point = bytesOf(key);
		const theirs = await subtle.importKey('raw', point, SEAL.curve, false, []);
		const shared = await subtle.deriveBits({ name: SEAL.curve.name, public: theirs }, mine, 256);
		const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
		const cipher = await subtle.deriveKey(SEAL.derivation(point), secret, SEAL.cipher, false, ['decrypt']);
		const text = await subtle.decrypt({ name: SEAL.cipher.name, iv: bytesOf(iv) }, cipher, bytesOf(data));
		return JSON.parse(new TextDecoder().decode(text));
	} catch {
		// made for another server, or not as it was made
		throw new ServerError('rescue-unreadable', { reason: 'key' });
	}
}

/** True where the content was encrypted to a server's key. Who did that is not to be told from it: the key is told to every device. */
export function isSealed(content: unknown): boolean {
	return v.is(sealedFile, content);
}

/**
 * Reads a Sicherungsdatei, in the clear or sealed.
 * @throws ServerError `rescue-unreadable` with `reason`: `form` where it is none, `key` where it was sealed for another server
 */
export async function openRescueFile(couch: Couch, content: unknown): Promise<RescueFile> {
	const given = v.safeParse(anyRescueFile, content);
	if (!given.success) throw new ServerError('rescue-unreadable', { reason: 'form' });
	if (given.output.format === 'dienstbuch-rescue') return given.output;
	const opened = v.safeParse(rescueFile, await unseal(couch, given.output));
	if (!opened.success) throw new ServerError('rescue-unreadable', { reason: 'form' });
	return opened.output;
}
