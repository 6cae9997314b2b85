import * as v from 'valibot';
import type { Ground } from './ground.ts';
import { base64 } from './seal.ts';

const KEY = 'app.pairingKey';
const BYTES = 32;

/**
 * The secret by which this browser proves that it is the one that was paired before (DESIGN § 6): what it has not sent is still its own
 * to send then. It is made at the first pairing and goes with a wipe; without a new pairing code it opens nothing.
 * @returns base64url
 */
export async function pairingKey(ground: Pick<Ground, 'settings' | 'random'>): Promise<string> {
	const { settings } = ground;
	const known = settings.get(KEY, v.string());
	if (known !== undefined) return known;
	const made = base64(ground.random(BYTES)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
	// Stored before it is used: a key that the server knows and the browser has forgotten proves nothing.
	await settings.set(KEY, made);
	return made;
}
