/** Finds archived messages, by an index and never by reading all of them (S20). */
import type { Couch } from '../couchdb/couch.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { messageView } from '../../src/lib/domain/views/message.ts';
import {
	contactsOf,
	keyOf,
	prefixKey,
	searchedText,
	subjectIn,
	type ArchiveDoc,
	type KeptFact
} from './archiveDoc.ts';
import { termsOf, wordsOf } from './words.ts';

/** Messages on one page, where nobody says how many. */
const PAGE = 30;
/** Rows of the index that are read at once, by key. */
const CHUNK = 60;
/** Chunks that one answer may cost: a search for what hardly occurs gives what it has, and where to go on. */
const MOST_CHUNKS = 10;

/** What is looked for; all of it has to fit. */
export interface ArchiveQuery {
	/** Words, or beginnings of words, of text and names */
	readonly text?: string;
	/** KundenIDs of one person */
	readonly contacts?: readonly string[];
	readonly site?: string;
	readonly kind?: string;
	/** Instants, UTC: from (included) until (not included) */
	readonly from?: string;
	readonly until?: string;
	/** Where the page before ended */
	readonly after?: Place;
	/** Messages on one page */
	readonly limit?: number;
}

/** A place in the order: newest first. */
export interface Place {
	readonly at: string;
	readonly id: string;
}

/** A page of what was found. */
export interface ArchivePage {
	readonly messages: { readonly facts: readonly KeptFact[] }[];
	/** Where the next page begins; absent at the end */
	readonly next?: Place;
}

interface Row extends Place {
	readonly doc: ArchiveDoc;
}

/** Keys of the index that have everything that can be found, the most telling ones. */
function keysFor({ contacts, text, site, kind }: ArchiveQuery): string[] {
	if (contacts && contacts.length > 0) return contacts.map(keyOf.contact);
	const terms = termsOf(text ?? '').filter((forms) => forms.every((form) => prefixKey(form) !== undefined));
	const [longest] = terms.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0));
	if (longest) return [...new Set(longest.flatMap((form) => prefixKey(form) ?? []))];
	if (site !== undefined && kind !== undefined) return [keyOf.siteAndKind(site, kind)];
	if (site !== undefined) return [keyOf.site(site)];
	return [kind === undefined ? keyOf.all : keyOf.kind(kind)];
}

/** True where all that is looked for fits. */
function fits({ id, doc }: Row, query: ArchiveQuery, terms: readonly string[][]): boolean {
	const view = messageView(subjectIn(id, doc.facts), 0);
	if (!view) return false;
	const { contacts, site, kind } = query;
	if (site !== undefined && view.fact.site !== site) return false;
	if (kind !== undefined && view.fact.kind !== kind) return false;
	if (contacts && !contactsOf(view).some((contact) => contacts.includes(contact))) return false;
	const words = [...wordsOf(searchedText(view))];
	return terms.every((forms) => forms.some((form) => words.some((word) => word.startsWith(form))));
}

const isBefore = (a: Place, b: Place): boolean => a.at > b.at || (a.at === b.at && a.id > b.id);

async function chunkOf(
	couch: Couch,
	key: string,
	{ from, until }: ArchiveQuery,
	after?: Place
): Promise<Row[]> {
	// CouchDB takes a range that ends before it begins for a mistake
	if ((after?.at ?? until ?? '\uffff') < (from ?? '')) return [];
	const { rows } = await couch.db<ArchiveDoc>('archive').view(ARCHIVE_VIEW.design, ARCHIVE_VIEW.view, {
		descending: true,
		include_docs: true,
		// one more, since the index gives the last one of the page before again
		limit: CHUNK + 1,
		// an empty string comes before every id, so `until` itself is left out
		start_key: after ? [key, after.at, after.id] : [key, until ?? '\uffff', ''],
		end_key: [key, from ?? '', '']
	});
	const found = (rows as unknown as { key: [string, string, string]; doc?: ArchiveDoc | null }[]).flatMap(
		({ key: [, at, id], doc }) => (doc ? [{ at, id, doc }] : [])
	);
	return found.filter(({ id }) => id !== after?.id).slice(0, CHUNK);
}

/** One page of what is looked for, newest first. */
export async function searchArchive(couch: Couch, query: ArchiveQuery): Promise<ArchivePage> {
	const keys = keysFor(query);
	const terms = termsOf(query.text ?? '');
	const { limit = PAGE } = query;
	const messages: ArchivePage['messages'] = [];
	let after = query.after;
	for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1) {
		const chunks = await Promise.all(keys.map((key) => chunkOf(couch, key, query, after)));
		// of a key that has more, nothing behind its last row is known yet
		const ends = chunks.flatMap((rows) => (rows.length === CHUNK ? rows.slice(-1) : []));
		const known = new Map(chunks.flat().map((row) => [row.id, row]));
		const rows = [...known.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
		for (const row of rows) {
			if (ends.some((end) => isBefore(end, row))) break;
			after = { at: row.at, id: row.id };
			if (fits(row, query, terms)) messages.push({ facts: row.doc.facts });
			if (messages.length === limit) return { messages, next: after };
		}
		if (ends.length === 0) return { messages };
	}
	return { messages, next: after };
}
