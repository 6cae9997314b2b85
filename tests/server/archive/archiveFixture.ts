/** Messages for tests of the archive, written as devices write them. */
import { randomBytes } from 'node:crypto';
import { vi } from 'vitest';
import { archiveJob } from '../../../server/archive/archiveJob.ts';
import { CouchMoveStore, type MoveStore, type Written } from '../../../server/archive/moveStore.ts';
import type { ArchiveDoc } from '../../../server/archive/archiveDoc.ts';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import type { DatabaseName } from '../../../server/couchdb/names.ts';
import { archiveMessage, completeMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { logMessage, type MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Author } from '../../../src/lib/domain/facts/fields.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject, type Subject } from '../../../src/lib/domain/fold.ts';
import type { Writer } from '../../../src/lib/domain/issue.ts';
import type { TestServer } from '../harness.ts';

export const DAY = 86_400_000;
export const NOW = Date.parse('2026-11-24T08:00:00Z');

export const STAFF: Author = { id: '1', name: 'Huber, Sabine', role: 'staff' };
/** Who sees to what is to be done in them. */
export const LEAD_OF_WELS = { kind: 'lead', id: 'WEL', name: 'Leitung Wels' } as const;
export const LEAD: Author = { id: '9', name: 'Leitner, Clara', role: 'lead' };

/** Somebody who wrote so many days ago. */
export function daysAgo(days: number, author: Author = STAFF): Writer {
	return {
		now: () => NOW - days * DAY,
		random: (length) => new Uint8Array(randomBytes(length)),
		device: 'tablet',
		deviceSite: 'LNU',
		author
	};
}

/** A message of so many days ago. */
export function messageOf(days: number, input: Partial<MessageInput> = {}): MessageFact {
	const result = logMessage(daysAgo(days), {
		site: 'WEL',
		kind: 'internal',
		contact: { kind: 'contact', id: '4711', name: 'Müller, Jürgen' },
		text: 'Neue Telefonnummer.',
		forInformation: true,
		...input
	});
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

const subject = (message: MessageFact): Subject => foldSubject(message._id, [message]);

export const doneOf = (message: MessageFact, days: number): Fact =>
	completeMessage(daysAgo(days), subject(message));
export const archivedOf = (message: MessageFact, days: number, author = LEAD): Fact =>
	archiveMessage(daysAgo(days, author), subject(message), true);
export const restoredOf = (message: MessageFact, days: number, author = LEAD): Fact =>
	archiveMessage(daysAgo(days, author), subject(message), false);

export async function write({ ctx }: TestServer, ...facts: Fact[]): Promise<void> {
	await writeFacts(ctx.couch, facts);
}

/** Ids of what there is of these facts among the messages, and per message in the archive. */
export async function whereabouts({ ctx }: TestServer, message: string, facts: readonly Fact[]) {
	const store = new CouchMoveStore(ctx.couch);
	const ids = facts.map(({ _id }) => _id).sort();
	const here = await store.facts(ids);
	const archived = (await store.archived([message])).get(message) as ArchiveDoc | undefined;
	const there = archived?.facts.map(({ _id }) => _id).sort();
	const all = JSON.stringify(ids);
	return {
		messages: here.size === 0 ? 'none' : here.size === ids.length ? 'all' : `${here.size} of ${ids.length}`,
		archive: there === undefined ? 'none' : JSON.stringify(there) === all ? 'all' : `other: ${there.length}`
	};
}

/** True where each of the facts is in at least one of the two places. */
export async function isWhole(
	{ ctx }: TestServer,
	message: string,
	facts: readonly Fact[]
): Promise<boolean> {
	const store = new CouchMoveStore(ctx.couch);
	const here = await store.facts(facts.map(({ _id }) => _id));
	const there = (await store.archived([message])).get(message)?.facts ?? [];
	return facts.every(({ _id }) => here.has(_id) || there.some((fact) => fact._id === _id));
}

/** Thrown where a test kills the server. */
export class Killed extends Error {}

/** A store whose server is killed at a write: before it, after a part of it, or after it. */
export class MortalStore implements MoveStore {
	readonly #store: MoveStore;
	readonly #at: number;
	readonly #how: 'before' | 'half' | 'after';
	writes = 0;

	constructor(store: MoveStore, at: number, how: 'before' | 'half' | 'after') {
		this.#store = store;
		this.#at = at;
		this.#how = how;
	}

	facts: MoveStore['facts'] = (ids) => this.#store.facts(ids);
	revisions: MoveStore['revisions'] = (ids) => this.#store.revisions(ids);
	archived: MoveStore['archived'] = (ids) => this.#store.archived(ids);
	writeFacts: MoveStore['writeFacts'] = (docs) => this.#write(docs, (some) => this.#store.writeFacts(some));
	writeArchived: MoveStore['writeArchived'] = (docs) =>
		this.#write(docs, (some) => this.#store.writeArchived(some));

	async #write(docs: readonly Written[], write: (docs: readonly Written[]) => Promise<void>): Promise<void> {
		// what writes nothing is no write
		if (docs.length === 0) return;
		this.writes += 1;
		if (this.writes !== this.#at) return write(docs);
		if (this.#how === 'after') await write(docs);
		if (this.#how === 'half') await write(docs.slice(0, Math.ceil(docs.length / 2)));
		throw new Killed();
	}
}

/** Runs the job once, on this store or on the real one. @returns false where it was killed */
export async function runArchive({ ctx }: TestServer, store?: MoveStore): Promise<boolean> {
	const job = archiveJob(store && (() => store))();
	try {
		await job.run({ ctx, signal: new AbortController().signal });
		return true;
	} catch (error) {
		if (error instanceof Killed) return false;
		throw error;
	}
}

/** Does something once, right before the archive's index is asked for keys that begin so: what was read until then is old by then. */
export function beforeArchiveIsAsked(
	{ ctx: { couch } }: TestServer,
	beginning: string,
	work: () => Promise<unknown>
): void {
	const open = couch.db.bind(couch);
	const spy = vi.spyOn(couch, 'db').mockImplementation(((name: DatabaseName) => {
		const db = open<ArchiveDoc>(name);
		const view = async (design: string, index: string, query: object): Promise<unknown> => {
			const [key] = (query as { start_key?: readonly string[] }).start_key ?? [];
			if (name === 'archive' && key?.startsWith(beginning)) {
				spy.mockRestore();
				await work();
			}
			return await db.view(design, index, query);
		};
		return { ...db, view };
	}) as typeof couch.db);
}
