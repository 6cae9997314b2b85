import type { Subject } from '../../src/lib/domain/fold.ts';
import { contactIdOf, messageView } from '../../src/lib/domain/views/message.ts';
import { archiveDocOf, keyOf, subjectIn, type ArchiveDoc, type KeptFact } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { update } from '../couchdb/documents.ts';
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
 * the person.
 */
async function remember(ctx: ServerContext, judged: Judged): Promise<void> {
	for (const erasure of new Set([...judged.values()].map((verdict) => verdict.erasure))) {
		const hashes = [...judged].flatMap(([id, verdict]) =>
			verdict.whole && verdict.erasure === erasure ? [hashOf(ctx, 'subject', id)] : []
		);
		await changeErased(ctx, erasure, (old) => {
			const subjects = [...new Set([...(old?.subjects ?? []), ...hashes])];
			return old && subjects.length > old.subjects.length ? { ...old, subjects } : undefined;
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
	await remember(ctx, judged);
	const pictures = new Map<string, string>();
	for (const [id, { erasure, facts }] of judged) {
		const going = new Set(facts);
		const its = (messages.subject(id)?.facts ?? []).filter(({ _id }) => going.has(_id));
		for (const picture of picturesOf(its)) pictures.set(picture, erasure);
		found.count(erasure, 'messages');
	}
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
		let verdict: Verdict | undefined;
		let gone: readonly KeptFact[] = [];
		await update<ArchiveDoc>(db, id, (doc) => {
			if (!doc) return undefined;
			verdict = judge(id, subjectIn(id, doc.facts), doc.facts, wanted);
			const going = new Set(verdict?.facts);
			gone = doc.facts.filter(({ _id }) => going.has(_id));
			if (!verdict || verdict.whole) return undefined;
			return archiveDocOf(
				id,
				doc.facts.filter(({ _id }) => !going.has(_id))
			);
		});
		if (!verdict) continue;
		await remember(ctx, new Map([[id, verdict]]));
		for (const picture of picturesOf(gone)) pictures.set(picture, verdict.erasure);
		if (verdict.whole) whole.push(id);
		found.count(verdict.erasure, 'archived');
	}
	await erase(ctx, 'archive', whole);
	await compactIndex(ctx, 'archive', ARCHIVE_VIEW);
	return pictures;
}
