import type { Dienstbuch } from '../dienstbuch.svelte.ts';
import { ApiProblem, request } from '../api/call.ts';

/**
 * Where a picture is looked for and what came of it. `offline`: it is with the server, which is out of reach · `gone`: removed when
 * its time was up · `not-yet`: the device that took it has not sent it · `failed`: anything else.
 */
export type PictureSource =
	| { readonly kind: 'here'; readonly blob: Blob }
	| { readonly kind: 'offline' | 'gone' | 'not-yet' | 'failed' };

const KINDS: Readonly<Record<string, 'offline' | 'gone' | 'not-yet'>> = {
	offline: 'offline',
	'database-away': 'offline',
	'picture-gone': 'gone',
	'not-found': 'not-yet'
};

/** Fetches a picture: from this device where it was taken here, else from the server. */
export async function findPicture(app: Dienstbuch, id: string, mediaType: string): Promise<PictureSource> {
	const here = await app
		.pictures()
		.then((shelf) => shelf.bytes(id))
		.catch(() => undefined);
	if (here) return { kind: 'here', blob: new Blob([here], { type: mediaType }) };
	try {
		const answer = await request('GET', `/pictures/${encodeURIComponent(id)}`);
		return { kind: 'here', blob: await answer.blob() };
	} catch (error) {
		return { kind: (error instanceof ApiProblem && KINDS[error.code]) || 'failed' };
	}
}
