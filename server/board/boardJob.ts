import { boardBody, boardTitle, connectorPosts } from '../../src/lib/domain/board.ts';
import { DEFAULT_SETTINGS, type Settings, type Site } from '../../src/lib/domain/directory.ts';
import { messageView, type MessageView } from '../../src/lib/domain/views/message.ts';
import type { ServerContext } from '../context.ts';
import { serverFact, writeFacts } from '../facts/serverFact.ts';
import type { Job, JobContext, NewJob } from '../jobs/job.ts';
import type { Changed } from '../log/messageLog.ts';
import { readConnector, type BoardConnector } from '../outbound/connectors.ts';
import { StateOfConnector } from '../outbound/connectorState.ts';
import { Deliveries, putOff, type Delivery } from '../outbound/deliveries.ts';
import { Discourse, type BoardAnswer } from './discourse.ts';

/** Pause between runs, ms. */
const EVERY = 15_000;
/** How long the board may take for an answer, ms. */
const TIMEOUT = 15_000;
/** Posts in one run: the next one looks at what has changed meanwhile. */
const POSTS_A_RUN = 20;
/** Until a post that was rejected, or waits for somebody over there, is looked at again, ms. */
const MUCH_LATER = 3_600_000;

/** A message on its way to the board. */
interface BoardDelivery extends Delivery {
	/** Discourse has it, and asks somebody to let it through: it is never posted again, only looked for */
	readonly queued?: true;
	/** It is there: when that became known (ms since 1970) and where */
	readonly posted?: { readonly at: number; readonly url: string };
}

/** What one run knows. */
interface Run {
	readonly ctx: ServerContext;
	readonly settings: Settings;
	readonly sites: ReadonlyMap<string, Site>;
	readonly board: Discourse;
	readonly deliveries: Deliveries<BoardDelivery>;
	readonly state: StateOfConnector;
	readonly signal: AbortSignal;
}

/** The last 26 characters of a fact's id are the hash of all that it says: unlike for any two. */
function externalIdOf(message: string): string {
	return `dienstbuch-${message.slice(-26)}`;
}

/** Posts to the Community Board what should go over, also what was written offline (S4, S19). */
class BoardJob implements Job {
	readonly name = 'board';
	readonly every = EVERY;
	readonly #timeout: number;
	/** Messages that should go over, as far as is known */
	readonly #wanted = new Set<string>();
	#changed: Changed | undefined;
	#rule = '';

	constructor(timeout: number) {
		this.#timeout = timeout;
	}

	async run({ ctx, signal }: JobContext): Promise<void> {
		const connector = await readConnector(ctx.couch, 'board');
		if (!connector) return;
		const settings = { ...DEFAULT_SETTINGS, ...(await ctx.directory.readDoc('settings')) };
		await ctx.messages.catchUp();
		this.#look(ctx, settings, connector);
		const state = new StateOfConnector(ctx.couch, 'board');
		const deliveries = new Deliveries<BoardDelivery>(ctx.couch, 'board');
		const underWay = await deliveries.all();
		for (const message of underWay.keys()) if (!this.#wanted.has(message)) await deliveries.forget(message);
		await state.waits(this.#wanted.size);
		if ((await state.read()).pausedUntil > ctx.clock()) return;
		const { sites } = (await ctx.directory.readDoc('sites')) ?? { sites: [] };
		const board = new Discourse({ connector, timeout: this.#timeout, clock: ctx.clock, signal });
		const byId = new Map(sites.map((site) => [site.id, site]));
		await this.#deliver({ ctx, settings, sites: byId, board, deliveries, state, signal }, underWay);
		await state.waits(this.#wanted.size);
	}

	/** Finds out what should go over, from what has changed; from all where the rule has. */
	#look({ messages, clock }: ServerContext, { boardKinds }: Settings, { since }: BoardConnector): void {
		const rule = JSON.stringify([boardKinds, since]);
		this.#changed ??= messages.changed();
		if (rule !== this.#rule) this.#changed.giveBack(messages.subjects());
		this.#rule = rule;
		for (const id of this.#changed.take()) {
			const subject = messages.subject(id);
			const view = messageView(subject, clock());
			if (view && subject && connectorPosts(view, subject, boardKinds, since)) this.#wanted.add(id);
			else this.#wanted.delete(id);
		}
	}

	/** Those that were tried longest ago first, so that one that never gets through holds up no other. */
	async #deliver(run: Run, underWay: ReadonlyMap<string, BoardDelivery>): Promise<void> {
		const next = (id: string): number => underWay.get(id)?.next ?? 0;
		const due = [...this.#wanted].filter((id) => next(id) <= run.ctx.clock());
		due.sort((a, b) => next(a) - next(b) || (a < b ? -1 : 1));
		for (const id of due.slice(0, POSTS_A_RUN)) {
			if (run.signal.aborted) return;
			const view = messageView(run.ctx.messages.subject(id), run.ctx.clock());
			if (view && !(await this.#deliverOne(run, view))) return;
		}
	}

	/** @returns false where nothing gets through at the moment */
	async #deliverOne({ ctx, deliveries, state, ...run }: Run, view: MessageView): Promise<boolean> {
		const { id } = view;
		// counted before it is made: who comes after a crash looks first whether it is there
		const begun = await deliveries.change(id, (old) =>
			old?.posted
				? undefined
				: { ...old, message: id, attempts: (old?.attempts ?? 0) + 1, next: old?.next ?? 0 }
		);
		if (!begun) return true;
		const answer: BoardAnswer = begun.posted
			? { kind: 'posted', url: begun.posted.url }
			: await bring(run, view, begun);
		const at = ctx.clock();
		if (answer.kind === 'posted') {
			const { url } = answer;
			// of two servers that posted, the first one's words hold, so that both write the same fact
			const kept = await deliveries.change(id, (old) =>
				old?.posted ? undefined : { message: id, attempts: begun.attempts, next: 0, posted: { at, url } }
			);
			await writeFacts(ctx.couch, [transferredFact(view, kept?.posted ?? { at, url })]);
			await state.succeeded(at);
			this.#wanted.delete(id);
			return true;
		}
		const code =
			answer.kind === 'queued' ? 'awaits-approval' : answer.kind === 'rejected' ? 'rejected' : answer.code;
		const failure = { at, code, reason: 'reason' in answer ? answer.reason : undefined };
		const wait = answer.kind === 'failed' ? answer.wait : MUCH_LATER;
		const queued = answer.kind === 'queued' || begun.queued ? { queued: true as const } : {};
		await deliveries.change(id, (old) => ({ ...(old ?? begun), ...putOff(begun, failure, wait), ...queued }));
		if (answer.kind !== 'failed') return true;
		await state.failed(failure, answer.wait);
		return false;
	}
}

/** Posts it, or finds that it is there already. */
async function bring(
	{ board, settings, sites }: Pick<Run, 'board' | 'settings' | 'sites'>,
	view: MessageView,
	{ attempts, queued }: BoardDelivery
): Promise<BoardAnswer> {
	const externalId = externalIdOf(view.id);
	if (attempts > 1) {
		const found = await board.find(externalId);
		if (found) return found;
		if (queued) return { kind: 'queued' };
	}
	const site = sites.get(view.fact.site);
	const timeZone = site?.timeZone || settings.timeZone;
	const body = boardBody(view, { timeZone, site: site?.name ?? view.fact.site });
	const post = { externalId, title: boardTitle(view, { timeZone }), body };
	const first = await board.post(post);
	if (first.kind !== 'rejected') return first;
	// the words of the refusal are in the board's language: whether the title is taken or the post is there, both are tried
	const found = await board.find(externalId);
	if (found) return found;
	return await board.post({ ...post, title: boardTitle(view, { timeZone }, true) });
}

function transferredFact({ id, fact }: MessageView, { at, url }: { at: number; url: string }) {
	return serverFact({ type: 'transferred', site: fact.site, about: id, url }, { at, answers: id });
}

/** The board connector as a job. @param timeout for the board's answers, ms */
export const boardJob =
	(timeout = TIMEOUT): NewJob =>
	() =>
		new BoardJob(timeout);
