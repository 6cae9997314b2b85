import type { Session } from '../accounts/identity.ts';
import type { ServerContext } from '../context.ts';
import type { LetThrough } from './table.ts';

/** How often those that wait are looked at, whatever other servers have done meanwhile, ms. */
const LOOK_EVERY = 5_000;

interface OpenAnswer {
	readonly token: string;
	readonly holds: (session: Session | undefined) => boolean;
	readonly controller: AbortController;
}

/**
 * The answers that are still being given: live feeds above all. Whoever ends a device ends its feeds at once on the server that was told, and
 * within seconds on the others.
 */
export class OpenAnswers {
	readonly #accounts: ServerContext['accounts'];
	readonly #open = new Set<OpenAnswer>();
	readonly #stops: readonly (() => void)[];

	constructor({ accounts }: Pick<ServerContext, 'accounts'>) {
		this.#accounts = accounts;
		const timer = setInterval(() => void this.#look(), LOOK_EVERY);
		this.#stops = [() => clearInterval(timer), accounts.watch(() => void this.#look())];
	}

	/**
	 * @param mayAsk whether a session may still ask for it
	 * @returns the signal that ends it, and what says that it has ended
	 */
	add(
		{ token }: Session,
		request: LetThrough,
		mayAsk: (session: Session, request: LetThrough) => boolean
	): { readonly signal: AbortSignal; close(): void } {
		const controller = new AbortController();
		const answer: OpenAnswer = {
			token,
			controller,
			holds: (session) => session !== undefined && mayAsk(session, request)
		};
		this.#open.add(answer);
		return {
			signal: controller.signal,
			close: () => {
				this.#open.delete(answer);
				controller.abort();
			}
		};
	}

	/** Ends them all. */
	close(): void {
		for (const stop of this.#stops) stop();
		for (const { controller } of this.#open) controller.abort();
	}

	async #look(): Promise<void> {
		if (this.#open.size === 0) return;
		const looked = [...this.#open];
		const tokens = [...new Set(looked.map(({ token }) => token))];
		// where the database is away the feeds find out by themselves
		const sessions = await this.#accounts.sessionsOfTokens(tokens).catch(() => undefined);
		if (!sessions) return;
		for (const { token, holds, controller } of looked) if (!holds(sessions.get(token))) controller.abort();
	}
}
