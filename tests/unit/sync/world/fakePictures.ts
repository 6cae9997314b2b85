import { pictureId } from '../../../../src/lib/domain/pictures.ts';

/** What an answer says: status and body. */
export type Said = readonly [number, unknown];

/** Takes pictures in parts, as the server does. */
export class FakePictures {
	readonly #arriving = new Map<string, Uint8Array>();
	/** Those that are there in full */
	readonly whole = new Map<string, Uint8Array>();
	/** Bytes that were sent, of every request that arrived */
	sent = 0;

	put(id: string, offset: number, total: number, part: Uint8Array): Said {
		this.sent += part.length;
		if (this.whole.has(id)) return [200, { received: total, complete: true }];
		const there = this.#arriving.get(id) ?? new Uint8Array();
		if (offset !== there.length) return [200, { received: there.length, complete: false }];
		const now = new Uint8Array([...there, ...part]);
		if (now.length < total) {
			this.#arriving.set(id, now);
			return [200, { received: now.length, complete: false }];
		}
		this.#arriving.delete(id);
		if (pictureId(now) !== id) return [422, { code: 'picture-mismatch' }];
		this.whole.set(id, now);
		return [200, { received: total, complete: true }];
	}

	/** Somebody else has sent that part of it. */
	begin(id: string, part: Uint8Array): void {
		this.#arriving.set(id, part);
	}
}
