import { AUDIT_KEPT, type AuditKind } from '../../src/lib/domain/audit.ts';
import type { Couch } from '../couchdb/couch.ts';
import { create } from '../couchdb/documents.ts';
import {
	ARRIVALS,
	AUDIT_VIEW,
	ENTRIES,
	type ArrivalDoc,
	type AuditEntry,
	type AuditRecord,
	type EntryDoc
} from './auditDocs.ts';

/** Read at once. */
const BATCH = 500;
/** Looked at for one page: a filter that finds nothing answers in a second all the same, and says where to go on. */
const MOST_LOOKED_AT = 10_000;

/** What is asked of the list, newest first. */
export interface AuditQuery {
	/** Entries of these kinds alone; of all where absent */
	readonly what?: readonly AuditKind[];
	/** By this account, or about it */
	readonly account?: string;
	/** From this instant on, ISO 8601, UTC */
	readonly from?: string;
	/** Before this instant, ISO 8601, UTC */
	readonly until?: string;
	/** `next` of the page before */
	readonly after?: string;
	/** Most entries of the page */
	readonly limit: number;
}

/** A part of the list. */
export interface AuditPage {
	readonly entries: readonly AuditRecord[];
	/** Where the next page goes on; absent at the end. A page may be empty and have a next one */
	readonly next?: string;
}

/** A part of the list of arrivals. */
export interface ArrivalPage {
	readonly arrivals: readonly ArrivalDoc[];
	readonly next?: string;
}

/** What the list stands on. */
export interface AuditGround {
	readonly couch: Couch;
	/** ms since 1970 */
	readonly clock: () => number;
	readonly random: (length: number) => Uint8Array;
}

function fits({ what, who, about }: EntryDoc, query: AuditQuery): boolean {
	if (query.what && !query.what.includes(what)) return false;
	return query.account === undefined || who.account === query.account || about === query.account;
}

/** Where a page begins: what is asked for may lie beyond the list. */
function earlier(asked: string | undefined, end: string): string {
	return asked !== undefined && asked < end ? asked : end;
}

/** Who did what, when: written once, read by administrators. */
export class Audit {
	readonly #ground: AuditGround;

	constructor(ground: AuditGround) {
		this.#ground = ground;
	}

	/** Writes an entry down, with the present time. Await it: what is not written down has not been done properly. */
	async record(entry: AuditEntry): Promise<void> {
		const { id, at } = this.#now(ENTRIES);
		await create<EntryDoc>(this.#ground.couch.db('audit'), id, { at, ...entry });
	}

	/**
	 * Writes down that facts came in. Done before they are passed on: whatever happens then, no fact is in the database whose arrival is
	 * not known. Of several times the first one counts.
	 * @param rescuedBy account of the administrator who took them in from a Sicherungsdatei: then the account itself has sent nothing
	 */
	async arrived(account: string, facts: readonly string[], rescuedBy?: string): Promise<void> {
		const { id, at } = this.#now(ARRIVALS);
		await create<ArrivalDoc>(this.#ground.couch.db('audit'), id, { at, account, facts, rescuedBy });
	}

	/** What came in, newest first. */
	async arrivals({ after, limit }: Pick<AuditQuery, 'after' | 'limit'>): Promise<ArrivalPage> {
		const docs = await this.#before<ArrivalDoc>(earlier(after, `${ARRIVALS}\uffff`), ARRIVALS, limit);
		const arrivals = docs.map(({ at, account, facts, rescuedBy }) => ({ at, account, facts, rescuedBy }));
		return { arrivals, next: docs.length === limit ? docs.at(-1)?._id : undefined };
	}

	/** Ids of documents that are older than they are kept, arrivals among them; not all of them at once. */
	async outdated(): Promise<string[]> {
		const end = new Date(this.#ground.clock() - AUDIT_KEPT).toISOString();
		const ids: string[] = [];
		for (const prefix of [ARRIVALS, ENTRIES]) {
			const range = { start_key: prefix, end_key: prefix + end, limit: MOST_LOOKED_AT };
			const { rows } = await this.#ground.couch.db('audit').list(range);
			ids.push(...rows.map(({ id }) => id));
		}
		return ids;
	}

	/** When the server first took each of these facts in, ISO 8601; those that no device brought are left out. */
	async arrivalsOf(facts: readonly string[]): Promise<Map<string, string>> {
		const { design, view } = AUDIT_VIEW;
		const found = await this.#ground.couch
			.db('audit')
			.view<string>(design, view, { keys: [...facts], reduce: false });
		const first = new Map<string, string>();
		for (const { key, value } of found.rows) {
			const known = first.get(key);
			if (known === undefined || value < known) first.set(key, value);
		}
		return first;
	}

	/** Entries, newest first. */
	async page(query: AuditQuery): Promise<AuditPage> {
		const entries: AuditRecord[] = [];
		let start = earlier(query.after, `${ENTRIES}${query.until ?? '\uffff'}`);
		for (let looked = 0; looked < MOST_LOOKED_AT; looked += BATCH) {
			const docs = await this.#before<EntryDoc>(start, `${ENTRIES}${query.from ?? ''}`, BATCH);
			for (const { _id, _rev, ...doc } of docs) {
				if (fits(doc, query)) entries.push({ id: _id, ...doc });
				start = _id;
				if (entries.length === query.limit) return { entries, next: start };
			}
			if (docs.length < BATCH) return { entries };
		}
		return { entries, next: start };
	}

	/** The next documents before an id, which itself is left out. */
	async #before<Doc>(start: string, end: string, limit: number) {
		// CouchDB takes a range that ends before it begins for a mistake
		if (start < end) return [];
		const { rows } = await this.#ground.couch.db<Doc>('audit').list({
			start_key: start,
			end_key: end,
			descending: true,
			include_docs: true,
			limit: limit + 1
		});
		const docs = rows.flatMap(({ doc }) => (doc && doc._id !== start ? [doc] : []));
		return docs.slice(0, limit);
	}

	#now(prefix: string): { id: string; at: string } {
		const at = new Date(this.#ground.clock()).toISOString();
		return { id: `${prefix}${at}:${Buffer.from(this.#ground.random(6)).toString('hex')}`, at };
	}
}
