import { accessCalls, type AccessCall } from '../../src/lib/domain/accessCalls.ts';
import type { ContactLink } from '../../src/lib/domain/directory.ts';
import { headsOf } from '../../src/lib/domain/fold.ts';
import { MAX_AFTER } from '../../src/lib/domain/limits.ts';
import type { ServerContext } from '../context.ts';
import { writeFacts } from '../facts/serverFact.ts';
import type { Job, JobContext, NewJob } from '../jobs/job.ts';
import type { Changed } from '../log/messageLog.ts';
import { readConnector, type AccessConnector } from '../outbound/connectors.ts';
import { StateOfConnector } from '../outbound/connectorState.ts';
import { Deliveries, putOff } from '../outbound/deliveries.ts';
import { pauseAfter } from '../outbound/pauses.ts';
import { factsOf } from './accessFacts.ts';
import {
	blocksOf,
	byPerson,
	newestId,
	personsIn,
	type AccessDelivery,
	type BlockOfPerson
} from './knownBlocks.ts';
import { settledAt, turns, type Due } from './turns.ts';
import { callAccess, type AccessPayload } from './webhook.ts';

/** Pause between runs, ms: somebody may be standing at the door. */
const EVERY = 5_000;
/** How long the access control may take for an answer, ms. */
const TIMEOUT = 10_000;

/** What one run knows. */
interface Run {
	readonly ctx: ServerContext;
	readonly connector: AccessConnector;
	readonly links: readonly ContactLink[];
	readonly deliveries: Deliveries<AccessDelivery>;
	readonly state: StateOfConnector;
	readonly signal: AbortSignal;
	/** Calls that were begun before, by message */
	readonly underWay: ReadonlyMap<string, AccessDelivery>;
	/** Number on the member card, looked up once a run */
	cardOf(contact: string): Promise<string | undefined>;
}

/** Which blocks a call speaks for: a block for itself, a release for all of the person that were told and are over. */
function spokenFor({ action, message }: AccessCall, blocks: readonly BlockOfPerson[]): BlockOfPerson[] {
	return blocks.filter(
		({ block, told }) => block.message === message || (action !== 'block' && told === 'block')
	);
}

function cardsOf({ directory }: ServerContext): Run['cardOf'] {
	let cards: Promise<Map<string, string>> | undefined;
	const read = async (): Promise<Map<string, string>> => {
		const pages = await directory.readAllPages();
		return new Map([...pages.values()].flatMap((page) => page.contacts.map(({ id, card }) => [id, card])));
	};
	return async (contact) => (await (cards ??= read())).get(contact) || undefined;
}

/** Reports blocks, lifts and the ends of timed blocks to the access control (S11c, S17). */
class AccessJob implements Job {
	readonly name = 'access';
	readonly every = EVERY;
	readonly #timeout: number;
	/** Messages that began a block */
	readonly #blocks = new Set<string>();
	#changed: Changed | undefined;

	constructor(timeout: number) {
		this.#timeout = timeout;
	}

	async run({ ctx, signal }: JobContext): Promise<void> {
		const connector = await readConnector(ctx.couch, 'access');
		if (!connector) return;
		await ctx.messages.catchUp();
		this.#look(ctx);
		const state = new StateOfConnector(ctx.couch, 'access');
		const deliveries = new Deliveries<AccessDelivery>(ctx.couch, 'access');
		const { links } = (await ctx.directory.readDoc('contactLinks')) ?? { links: [] };
		const underWay = await this.#settle(ctx, deliveries);
		const run = { ctx, connector, links, deliveries, state, signal, underWay, cardOf: cardsOf(ctx) };
		const due = this.#due(run);
		const wanted = new Set(due.map(({ call }) => call.key));
		const now = ctx.clock();
		for (const [message, delivery] of underWay) {
			// lifted before it got through, or blocked again: what is true now is told instead
			if (!wanted.has(delivery.payload.id) && settledAt(delivery) <= now) await deliveries.forget(message);
		}
		await state.waits(due.length);
		if ((await state.read()).askedUntil > now) return;
		let waiting = due.length;
		for (const one of turns(due, underWay, now)) {
			// one that fails a run: the next one shows whether that was for its own sake
			if (signal.aborted || !(await this.#call(run, one))) break;
			waiting -= 1;
		}
		await state.waits(waiting);
	}

	#look({ messages, clock }: ServerContext): void {
		this.#changed ??= messages.changed();
		for (const id of this.#changed.take()) {
			const blocks = blocksOf(messages.subject(id), { now: clock(), personOf: (contact) => contact });
			if (blocks.length > 0) this.#blocks.add(id);
			else this.#blocks.delete(id);
		}
	}

	/** Writes down what came of calls before the server stopped. @returns those that are under way still */
	async #settle(
		ctx: ServerContext,
		deliveries: Deliveries<AccessDelivery>
	): Promise<Map<string, AccessDelivery>> {
		const all = await deliveries.all();
		for (const [message, delivery] of all) {
			if (!delivery.outcome) continue;
			await this.#close(ctx, deliveries, delivery);
			all.delete(message);
		}
		return all;
	}

	#due({ ctx, links, underWay }: Run): Due[] {
		const { messages, clock } = ctx;
		const personOf = personsIn(links);
		const blocks = [...this.#blocks].flatMap((id) =>
			blocksOf(messages.subject(id), { delivery: underWay.get(id), now: clock(), personOf })
		);
		const due = byPerson(blocks, personOf).flatMap((person) =>
			accessCalls(person).map((call) => ({ call, blocks: spokenFor(call, person), person }))
		);
		// of a block whose person was corrected the last word is to be on whom it locks out
		return due.sort((a, b) => Number(a.call.action === 'block') - Number(b.call.action === 'block'));
	}

	/** @returns false where nothing gets through at the moment */
	async #call({ ctx, connector, deliveries, state, signal, ...run }: Run, due: Due): Promise<boolean> {
		const { message, key } = due.call;
		const known = run.underWay.get(message);
		const fresh = known?.payload.id === key ? known : await begin(due, run, ctx);
		const begun = await deliveries.change(message, (old) => {
			if (old?.payload.id !== key) return fresh;
			return old.outcome ? undefined : { ...old, attempts: old.attempts + 1 };
		});
		if (!begun) return true;
		// "angefordert" is said before it is known what comes of it
		await writeFacts(ctx.couch, factsOf(begun));
		const { clock } = ctx;
		const answer = begun.outcome
			? begun.outcome
			: await callAccess(begun.payload, { connector, timeout: this.#timeout, clock, signal });
		if (answer.kind === 'failed') {
			const { code, reason, wait } = answer;
			const failure = { at: clock(), code, reason };
			await deliveries.change(message, (old) => ({ ...(old ?? begun), ...putOff(begun, failure, wait) }));
			await state.failed(failure, wait, pauseAfter(begun.attempts));
			return false;
		}
		const reason = answer.kind === 'refused' ? answer.reason : undefined;
		// a timeline goes by time: the answer stands behind what was asked, however quick it came
		const at = Math.max(clock(), begun.requestedAt + 1);
		// of two servers that called, the first one's words hold, so that both write the same facts
		const closed = await deliveries.change(message, (old) =>
			old?.outcome ? undefined : { ...(old ?? begun), outcome: { at, kind: answer.kind, reason } }
		);
		await this.#close(ctx, deliveries, closed ?? begun);
		await state.succeeded(at);
		return true;
	}

	async #close(
		{ couch, messages }: ServerContext,
		deliveries: Deliveries<AccessDelivery>,
		delivery: AccessDelivery
	) {
		await writeFacts(couch, factsOf(delivery));
		// whoever decides next has to know of it
		await messages.catchUp();
		await deliveries.forget(delivery.message);
	}
}

async function begin(
	{ call, blocks }: Due,
	{ links, cardOf }: Pick<Run, 'links' | 'cardOf'>,
	{ messages, clock }: Pick<ServerContext, 'messages' | 'clock'>
): Promise<AccessDelivery> {
	const { key, action, message, at, until } = call;
	const own = blocks.find(({ block }) => block.message === message);
	const id = newestId(own?.contact ?? '', links);
	const card = await cardOf(id);
	const payload: AccessPayload = { id: key, action, contact: { id, card }, site: own?.site ?? '', until, at };
	const about = blocks.map(({ block, site, source }) => {
		// as it stands now: the call before may have been about the same block
		const heads = headsOf(messages.subject(block.message), 'access') ?? [];
		return { message: block.message, site, after: [...heads.slice(1 - MAX_AFTER), source] };
	});
	return { message, attempts: 1, next: 0, payload, about, requestedAt: clock() };
}

/** The access control's webhook as a job. @param timeout for its answers, ms */
export const accessJob =
	(timeout = TIMEOUT): NewJob =>
	() =>
		new AccessJob(timeout);
