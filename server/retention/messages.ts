import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../src/lib/domain/fold.ts';
import { expiredFacts, type RetentionGround } from '../../src/lib/domain/retention.ts';
import { keyOf, subjectIn, type ArchiveDoc } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { bury, compact, compactIndex, erase } from '../couchdb/erase.ts';
import { retentionGround } from './ground.ts';

const DAY = 86_400_000;
/** Archived messages that are read at once. */
const PAGE = 200;

/** The checks and shifts that facts name. */
function namedBy(facts: Iterable<Fact>, names: Set<string>): void {
	for (const fact of facts) {
		if (fact.shift !== undefined) names.add(fact.shift);
		if ('check' in fact && fact.check !== undefined) names.add(fact.check);
	}
}

/** Messages of the archive that were written before an instant (ISO 8601), oldest first. */
async function* archivedBefore(
	{ couch }: ServerContext,
	until: string
): AsyncGenerator<{ readonly id: string; readonly subject: Subject }> {
	let start: unknown = [keyOf.all];
	for (;;) {
		const { rows } = await couch.db<ArchiveDoc>('archive').view(ARCHIVE_VIEW.design, ARCHIVE_VIEW.view, {
			start_key: start,
			end_key: [keyOf.all, until],
			include_docs: true,
			limit: PAGE + 1
		});
		for (const { id, doc } of rows.slice(0, PAGE)) {
			if (doc) yield { id, subject: subjectIn(id, (doc as ArchiveDoc).facts) };
		}
		if (rows.length <= PAGE) return;
		start = rows.at(-1)?.key;
	}
}

/** What goes of a subject of the messages, and what of it stays. */
function judge(
	subject: Subject,
	ground: RetentionGround
): { readonly gone: Set<string>; readonly stays: Fact[] } {
	const gone = new Set(expiredFacts(subject, ground));
	return { gone, stays: subject.facts.filter(({ _id }) => !gone.has(_id)) };
}

/** The subjects of the messages, as of the last time that these caught up. */
function* subjectsOf({ messages }: ServerContext): Generator<Subject> {
	for (const id of messages.subjects()) {
		const subject = messages.subject(id);
		if (subject) yield subject;
	}
}

/**
 * Removes what is older than the settings have it, from messages and archive: messages, promotions that were answered, then checks and shifts that
 * nothing names any more. Done again, or by two servers at once, it comes to the same.
 * @returns how many facts went from the messages, and messages from the archive
 */
export async function removeOldMessages(
	ctx: ServerContext
): Promise<{ readonly facts: number; readonly archived: number }> {
	const { messages } = ctx;
	const named = new Set<string>();
	const before = await retentionGround(ctx);
	// what is archived while the archive is looked through would be found in neither place
	for (const subject of subjectsOf(ctx)) namedBy(judge(subject, before).stays, named);
	// what was said of a message may be a day younger than the shift that it was said in
	const limit = new Date(before.now - (before.messageDays - 1) * DAY).toISOString();
	const archived: string[] = [];
	for await (const { id, subject } of archivedBefore(ctx, limit)) {
		if (expiredFacts(subject, before).length > 0) archived.push(id);
		else namedBy(subject.facts, named);
	}
	// and so would what came out of it
	const ground = await retentionGround(ctx);
	const old: string[] = [];
	const standing: { readonly id: string; readonly facts: readonly string[] }[] = [];
	for (const subject of subjectsOf(ctx)) {
		const { id, root } = subject;
		const { gone, stays } = judge(subject, ground);
		const whole = root !== undefined && gone.size > 0;
		// of a version that this server does not know there may be facts all the same
		const its = whole ? messages.factsOf(id) : [...gone];
		if (whole && (root.type === 'checkStarted' || root.type === 'shiftStarted'))
			standing.push({ id, facts: its });
		else old.push(...its);
		namedBy(stays, named);
	}
	// a check that stays keeps the shift that it was begun in
	const kept = standing.filter(({ id }) => named.has(id));
	for (const { id } of kept) namedBy(messages.subject(id)?.facts ?? [], named);
	old.push(...standing.flatMap(({ id, facts }) => (named.has(id) ? [] : facts)));
	await bury(ctx, 'messages', old);
	if (old.length > 0) await compact(ctx, 'messages');
	if (archived.length > 0) {
		await erase(ctx, 'archive', archived);
		await compactIndex(ctx, 'archive', ARCHIVE_VIEW);
	}
	return { facts: old.length, archived: archived.length };
}
