import { canonical } from './canonical.ts';
import { contentHash } from './hash.ts';

const FACT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-[a-z2-7]{26}$/;
const UUID_LENGTH = 36;

/** True for text of the form that {@link factId} makes. Says nothing about whether it fits a body. */
export function isFactId(text: string): boolean {
	return FACT_ID.test(text);
}

/** A UUIDv7 (RFC 9562 § 5.7) for an instant (ms since 1970, UTC) and 16 random bytes, of which 10 are used. */
export function uuidV7(instant: number, random: Uint8Array): string {
	const time = instant.toString(16).padStart(12, '0');
	const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
	const variant = '89ab'.charAt(parseInt(hex.charAt(3), 16) & 3);
	return [
		time.slice(0, 8),
		time.slice(8, 12),
		`7${hex.slice(0, 3)}`,
		`${variant}${hex.slice(4, 7)}`,
		hex.slice(7, 19)
	].join('-');
}

/** The id that proves the body: UUIDv7, hyphen, hash of the canonical body (rule F3). */
export function factId(uuid: string, body: object): string {
	return `${uuid}-${contentHash(canonical(body))}`;
}

/** The instant (ms since 1970, UTC) that a fact id carries. */
export function instantOfId(id: string): number {
	return parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** True where the id belongs to just this body (rule F4). */
export function idFitsBody(id: string, body: object): boolean {
	return isFactId(id) && factId(id.slice(0, UUID_LENGTH), body) === id;
}

/**
 * The one revision that a fact ever has in PouchDB and CouchDB. It follows from the id, so that the same fact written twice, by whomever, is
 * the same revision and no conflict.
 */
export function revisionOf(id: string): string {
	let bits = '';
	for (const char of id.slice(UUID_LENGTH + 1)) {
		bits += 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(char).toString(2).padStart(5, '0');
	}
	const nibbles = bits.slice(0, 128).match(/.{4}/g) ?? [];
	return `1-${nibbles.map((nibble) => parseInt(nibble, 2).toString(16)).join('')}`;
}
