import type { Subject } from '../../src/lib/domain/fold.ts';
import { contactIdOf, messageView } from '../../src/lib/domain/views/message.ts';
import { archiveDocOf, keyOf, subjectIn, type ArchiveDoc, type KeptFact } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { read, update } from '../couchdb/documents.ts';
import { bury, compact, compactIndex, erase } from '../couchdb/erase.ts';
import { storedFacts } from '../log/storedFacts.ts';
import { changeErased, hashOf, type Wanted } from './erasedDocs.ts';
import type { Found } from './found.ts';
import { verdictOn, type Verdict } from './verdict.ts';

/** Rows of the archive's index that are read at once. */
const PAGE = 1000;

type Judged = ReadonlyMap<string, Verdict>;

/** A message with what is known of it. */
function judge(id: string, subject: Subject | undefined, facts: readonly KeptFact[], wanted: Wanted) {
	const view = messageView(subject, 0);
	return verdictOn({ id, contact: view && contactIdOf(view.contact), facts }, wanted);
}

function picturesOf(facts: readonly KeptFact[]): string[] {
	return (facts as readonly (KeptFact & { readonly picture?: string })[]).flatMap(({ type, picture }) =>
		type === 'pictureAttached' ? (picture ?? []) : []
	);
}

/**
 * Keeps in mind which messages went, before they do: whatever a device still says of one of them is to go too, and by itself does not name
 * the person. So are their pictures, to which nothing leads any more should the server stop in between.
 * @param pictures with the erasure that wants them
 */
async function remember(
	ctx: ServerContext,
	judged: Judged,
	pictures: ReadonlyMap<string, string>
): Promise<void> {
	for (const erasure of new Set([...judged.values()].map((verdict) => verdict.erasure))) {
		const hashes = [...judged].flatMap(([id, verdict]) =>
			verdict.whole && verdict.erasure === erasure ? [hashOf(ctx, 'subject', id)] : []
		);
		const its = [...pictures].flatMap(([picture, by]) => (by === erasure ? [picture] : []));
		await changeErased(ctx, erasure, (old) => {
			if (!old) return undefined;
			const { pictures: before = [] } = old;
			const subjects = [...new Set([...old.subjects, ...hashes])];
			const going = [...new Set([...before, ...its])];
			if (subjects.length === old.subjects.length && going.length === before.length) return undefined;
			return { ...old, subjects, ...(going.length > 0 ? { pictures: going } : {}) };
		});
	}
}

/**
 * Removes from the messages what is to go: tombstones, which reach every device.
 * @param ids of the messages, checks and contacts to be looked at
 * @returns pictures that belonged to it, with the erasure that wants them
 */
export async function eraseFromMessages(
	ctx: ServerContext,
	ids: Iterable<string>,
	wanted: Wanted,
	found: Found
): Promise<Map<string, string>> {
	const { messages } = ctx;
	const judged = new Map<string, Verdict>();
	for (const [id, facts] of await storedFacts(ctx, ids)) {
		const verdict = judge(id, messages.subject(id), facts, wanted);
		if (verdict) judged.set(id, verdict);
	}
	if (judged.size === 0) return new Map();
	const pictures = new Map<string, string>();
	for (const [id, { erasure, facts }] of judged) {
		const going = new Set(facts);
		const its = (messages.subject(id)?.facts ?? []).filter(({ _id }) => going.has(_id));
		for (const picture of picturesOf(its)) pictures.set(picture, erasure);
		found.count(erasure, 'messages');
	}
	await remember(ctx, judged, pictures);
	await bury(
		ctx,
		'messages',
		[...judged.values()].flatMap(({ facts }) => facts)
	);
	await compact(ctx, 'messages');
	await messages.catchUp();
	return pictures;
}

/** Rows of the archive's index whose keys begin so. */
async function* rowsOf(
	{ couch }: ServerContext,
	beginning: string,
	end: string
): AsyncGenerator<{ readonly id: string; readonly key: string }> {
	let start: unknown = [beginning];
	for (;;) {
		const { rows } = await couch.db('archive').view<null>(ARCHIVE_VIEW.design, ARCHIVE_VIEW.view, {
			start_key: start,
			end_key: [end, '\uffff'],
			limit: PAGE + 1
		});
		const found = rows as unknown as { id: string; key: [string, string, string] }[];
		for (const { id, key } of found.slice(0, PAGE)) yield { id, key: key[0] };
		if (found.length <= PAGE) return;
		start = found.at(-1)?.key;
	}
}

/** Ids of the archived messages that name somebody who is to go, or that are to go themselves. */
async function namedInArchive(ctx: ServerContext, wanted: Wanted): Promise<Set<string>> {
	const named = new Set<string>();
	// one that only tells of somebody in its text has no key of any contact
	for await (const { id } of rowsOf(ctx, keyOf.all, keyOf.all)) {
		if (wanted.subject(id) !== undefined) named.add(id);
	}
	const beginning = keyOf.contact('');
	for await (const { id, key } of rowsOf(ctx, beginning, `${beginning}\uffff`)) {
		if (wanted.contact(key.slice(beginning.length)) !== undefined) named.add(id);
	}
	return named;
}

/** Removes from the archive what is to go. @returns as {@link eraseFromMessages} */
export async function eraseFromArchive(
	ctx: ServerContext,
	wanted: Wanted,
	found: Found
): Promise<Map<string, string>> {
	const db = ctx.couch.db<ArchiveDoc>('archive');
	const pictures = new Map<string, string>();
	const whole: string[] = [];
	for (const id of await namedInArchive(ctx, wanted)) {
		const there = await read(db, id);
		const verdict = there && judge(id, subjectIn(id, there.facts), there.facts, wanted);
		if (!verdict) continue;
		const going = new Set(verdict.facts);
		const gone = there.facts.filter(({ _id }) => going.has(_id));
		const its = new Map(picturesOf(gone).map((picture) => [picture, verdict.erasure] as const));
		await remember(ctx, new Map([[id, verdict]]), its);
		for (const [picture, erasure] of its) pictures.set(picture, erasure);
		if (verdict.whole) whole.push(id);
		else
			await update<ArchiveDoc>(db, id, (doc) => {
				const left = doc?.facts.filter(({ _id }) => !going.has(_id)) ?? [];
				return doc && left.length < doc.facts.length ? archiveDocOf(id, left) : undefined;
			});
		found.count(verdict.erasure, 'archived');
	}
	await erase(ctx, 'archive', whole);
	await compactIndex(ctx, 'archive', ARCHIVE_VIEW);
	return pictures;
}
