import { IMPORT_PARTS, previewImport, runImport, type ImportPart, type ImportReport } from './api/imports.ts';
import type { Progress } from './api/progress.ts';

/** What {@link Importing} asks the server for. */
export interface ImportServer {
	readonly preview: typeof previewImport;
	readonly run: typeof runImport;
}

/**
 * `choosing` files · `reading`: the server looks at them · `previewed` · `running`: they are being imported · `done`.
 */
export type ImportStage = 'choosing' | 'reading' | 'previewed' | 'running' | 'done';

/** An import of the old CRM's lists, from choosing files to the result. */
export class Importing {
	readonly #server: ImportServer;
	#files = $state.raw<Partial<Record<ImportPart, File>>>({});
	#stage = $state<ImportStage>('choosing');
	#report = $state.raw<ImportReport>();
	#progress = $state.raw<Progress>({ done: 0, total: 1 });
	#failure = $state.raw<unknown>();
	#token = '';

	constructor(server: ImportServer = { preview: previewImport, run: runImport }) {
		this.#server = server;
	}

	get files(): Partial<Record<ImportPart, File>> {
		return this.#files;
	}

	get stage(): ImportStage {
		return this.#stage;
	}

	/** What would change, or after the import what did. */
	get report(): ImportReport | undefined {
		return this.#report;
	}

	get progress(): Progress {
		return this.#progress;
	}

	/** Why the last step failed; undefined where it did not. */
	get failure(): unknown {
		return this.#failure;
	}

	/** True where most contacts would be marked gone: it has to be said that this is meant. */
	get suspicious(): boolean {
		return this.#report?.contacts?.suspicious === true;
	}

	/** True where the files bring nothing new. */
	get changesNothing(): boolean {
		return IMPORT_PARTS.every((part) => {
			const found = this.#report?.[part];
			return !found || found.new + found.changed + found.gone === 0;
		});
	}

	/** Chooses the file of a list, or none. A preview of other files no longer holds. */
	choose(part: ImportPart, file: File | undefined): void {
		const { [part]: _, ...others } = this.#files;
		this.#files = file ? { ...others, [part]: file } : others;
		this.back();
	}

	/** Back to choosing; the files stay chosen. */
	back(): void {
		this.#stage = 'choosing';
		this.#report = undefined;
		this.#failure = undefined;
	}

	/** Begins anew, with no files. */
	startAnew(): void {
		this.#files = {};
		this.back();
	}

	/** Asks what the files would change. Never rejects: see {@link failure}. */
	async preview(): Promise<void> {
		const files = this.#files;
		this.#stage = 'reading';
		this.#failure = undefined;
		try {
			const { report, token } = await this.#server.preview(files);
			// Other files were chosen meanwhile.
			if (files !== this.#files) return;
			this.#report = report;
			this.#token = token;
			this.#stage = 'previewed';
		} catch (error) {
			if (files !== this.#files) return;
			this.#failure = error;
			this.#stage = 'choosing';
		}
	}

	/** Imports what was previewed. After a failure it has to be previewed again: other things may have changed. Never rejects. */
	async run(allowGone: boolean): Promise<void> {
		if (this.#stage !== 'previewed') return;
		this.#stage = 'running';
		this.#progress = { done: 0, total: 1 };
		this.#failure = undefined;
		try {
			this.#report = await this.#server.run(
				this.#files,
				this.#token,
				allowGone,
				(progress) => (this.#progress = progress)
			);
			this.#stage = 'done';
		} catch (error) {
			this.back();
			this.#failure = error;
		}
	}
}
