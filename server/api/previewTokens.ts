import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ServerError } from '../errors.ts';
import type { ImportFiles } from '../import/readFiles.ts';

/** How long what a preview showed may be imported, ms. */
const GOOD_FOR = 15 * 60_000;

/** What {@link PreviewTokens} is given. */
export interface PreviewTokensOptions {
	/** Key that all servers of this installation have */
	readonly secret: () => Uint8Array;
	/** ms since 1970 */
	readonly clock: () => number;
}

/**
 * Proof that these very files were looked at by this administrator before they are imported. The files are sent again rather than kept:
 * they are the data of all customers, and another server than the one of the preview may be asked.
 */
export class PreviewTokens {
	readonly #options: PreviewTokensOptions;

	constructor(options: PreviewTokensOptions) {
		this.#options = options;
	}

	/** Says that the account has seen what the files would change. */
	issue(account: string, files: ImportFiles): string {
		const until = this.#options.clock() + GOOD_FOR;
		return `${until}.${this.#proof(account, files, until)}`;
	}

	/** @throws ServerError `preview-gone` where it is of other files or another account, or too old */
	check(account: string, files: ImportFiles, token: string): void {
		const [, end = '', proof = ''] = /^(\d{1,15})\.([\w-]+)$/.exec(token) ?? [];
		const encoder = new TextEncoder();
		const [given, right] = [proof, this.#proof(account, files, Number(end))].map((text) =>
			encoder.encode(text)
		);
		const fits = given && right && given.length === right.length && timingSafeEqual(given, right);
		if (!fits || Number(end) < this.#options.clock()) throw new ServerError('preview-gone');
	}

	#proof(account: string, files: ImportFiles, until: number): string {
		const hmac = createHmac('sha256', this.#options.secret());
		const hashes = Object.entries(files)
			.map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')])
			.sort();
		return hmac.update(JSON.stringify(['preview', account, until, hashes])).digest('base64url');
	}
}
