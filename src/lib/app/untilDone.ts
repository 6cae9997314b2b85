import type { Result } from '../domain/commands/result.ts';

/**
 * A saving that runs once, however often it is called: while it is under way, and after it went well, each call gets that one's result.
 * Where it was refused or failed, it can be tried again.
 */
export class UntilDone<T> {
	readonly #save: () => Promise<Result<T>>;
	#saving: Promise<Result<T>> | undefined;

	constructor(save: () => Promise<Result<T>>) {
		this.#save = save;
	}

	/** True while it is under way, and after it went well. */
	get begun(): boolean {
		return this.#saving !== undefined;
	}

	/** @throws what the saving throws */
	run(): Promise<Result<T>> {
		if (this.#saving) return this.#saving;
		const saving = this.#save();
		const again = (): void => void (this.#saving = undefined);
		this.#saving = saving;
		void saving.then(({ ok }) => ok || again(), again);
		return saving;
	}
}
