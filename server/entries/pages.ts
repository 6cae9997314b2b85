import type { DocumentScope } from 'nano';
import {
	entryKey,
	entryPageId,
	mergeEntries,
	type EntryEvent,
	type EntryPage
} from '../../src/lib/domain/entries.ts';
import { isConflict, isNotFound } from '../couchdb/couch.ts';
import { inTurn } from '../couchdb/documents.ts';

/** How often a page is begun anew where others write it too. */
const ATTEMPTS = 30;

/** A page as it stands, with what a cluster has stored beside it. */
interface Standing {
	readonly rev: string | undefined;
	readonly events: readonly EntryEvent[];
	/** Revisions that lost: two nodes of a cluster may both have taken a write */
	readonly losers: readonly string[];
}

async function standing(db: DocumentScope<EntryPage>, id: string): Promise<Standing> {
	try {
		const page = await db.get(id, { conflicts: true });
		const losers = page._conflicts ?? [];
		const others = await Promise.all(losers.map((rev) => db.get(id, { rev })));
		const events = others.reduce((all, other) => mergeEntries(all, other.events), page.events);
		return { rev: page._rev, events, losers };
	} catch (error) {
		if (isNotFound(error)) return { rev: undefined, events: [], losers: [] };
		throw error;
	}
}

/** What became of events that were to go to a page. */
export interface Merged {
	/** Keys of those that were not there before */
	readonly added: ReadonlySet<string>;
	/** Keys of all that stand in the page now */
	readonly there: ReadonlySet<string>;
}

/**
 * Merges events into the page of their site and hour. Done again it writes nothing; done by two servers at once, with the same or other
 * events, the page has those of both.
 */
export function mergeIntoPage(db: DocumentScope<EntryPage>, page: EntryPage): Promise<Merged> {
	const id = entryPageId(page.site, page.hour);
	return inTurn(db, id, () => mergeNow(db, id, page));
}

async function mergeNow(
	db: DocumentScope<EntryPage>,
	id: string,
	{ site, hour, events }: EntryPage
): Promise<Merged> {
	for (let attempt = 1; ; attempt += 1) {
		const { rev, events: before, losers } = await standing(db, id);
		const after = mergeEntries(before, events);
		const known = new Set(before.map(entryKey));
		const there = new Set(after.map(entryKey));
		const added = new Set([...there].filter((key) => !known.has(key)));
		const same = losers.length === 0 && JSON.stringify(after) === JSON.stringify(before);
		if (same) return { added, there };
		try {
			await db.insert({ site, hour, events: after, _id: id, ...(rev === undefined ? {} : { _rev: rev }) });
		} catch (error) {
			if (!isConflict(error) || attempt === ATTEMPTS) throw error;
			continue;
		}
		// what they held is in the winner by now
		for (const loser of losers) await db.destroy(id, loser).catch(() => undefined);
		return { added, there };
	}
}
