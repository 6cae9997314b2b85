import { ServerError } from '../errors.ts';
import type { ImportFiles } from '../import/readFiles.ts';

/** How long the files of a preview are kept, ms. */
const KEPT = 15 * 60_000;

interface Preview {
	readonly owner: string;
	readonly files: ImportFiles;
	readonly until: number;
	readonly forget: NodeJS.Timeout;
}

/** Files that somebody looked at before importing them; one set for each administrator, in memory. */
export class Previews {
	readonly #clock: () => number;
	readonly #token: () => string;
	readonly #kept = new Map<string, Preview>();

	/** @param token gives a text that cannot be guessed, another each time */
	constructor(clock: () => number, token: () => string) {
		this.#clock = clock;
		this.#token = token;
	}

	/** Keeps files for their owner, in the place of those kept before. @returns the token that {@link take} asks for */
	keep(owner: string, files: ImportFiles): string {
		for (const [token, preview] of this.#kept) if (preview.owner === owner) this.#forget(token);
		const token = this.#token();
		const forget = setTimeout(() => this.#forget(token), KEPT).unref();
		this.#kept.set(token, { owner, files, until: this.#clock() + KEPT, forget });
		return token;
	}

	/** The files of a preview, which are forgotten with that. @throws ServerError `preview-gone` */
	take(owner: string, token: string): ImportFiles {
		const preview = this.#kept.get(token);
		if (preview?.owner !== owner || preview.until < this.#clock()) throw new ServerError('preview-gone');
		this.#forget(token);
		return preview.files;
	}

	/** Forgets all. */
	close(): void {
		for (const token of [...this.#kept.keys()]) this.#forget(token);
	}

	#forget(token: string): void {
		clearTimeout(this.#kept.get(token)?.forget);
		this.#kept.delete(token);
	}
}
