/** Reading whole databases with everything that makes a revision what it is. */
import { isNotFound, type Couch } from '../couchdb/couch.ts';
import type { DatabaseName } from '../couchdb/names.ts';

/** A revision that nothing follows: of each document the current one, those that stand beside it, and tombstones. */
export interface Leaf {
	readonly id: string;
	readonly rev: string;
	/** True where the document is not there any more: a tombstone that nothing stands beside but others */
	readonly gone?: true;
}

/** A document as it goes into a backup: its history of revisions is in it, and its attachments are. */
export interface KeptDoc {
	readonly _id: string;
	readonly _rev: string;
	readonly _deleted?: true;
	readonly [field: string]: unknown;
}

/** Leaves listed at once. */
const LISTED = 10_000;
/** Documents of one request; a picture has up to some megabytes. */
const FETCHED = 200;
const PICTURES_FETCHED = 10;
/** How often {@link fetchNow} looks again where a leaf went between being named and being read. */
const ATTEMPTS = 5;

interface Row {
	readonly id: string;
	readonly deleted?: boolean;
	readonly changes: readonly { readonly rev: string }[];
}

interface Listed {
	readonly results: readonly Row[];
	readonly last_seq: string | number;
}

function leavesIn({ id, deleted, changes }: Row): Leaf[] {
	return changes.map(({ rev }) => ({ id, rev, ...(deleted ? { gone: true } : {}) }));
}

/** All leaves of a database; design documents are left out, since provisioning lays them down. */
export async function listLeaves(couch: Couch, name: DatabaseName): Promise<Leaf[]> {
	// what is written on while it is listed comes again on a later page, as it is then
	const leaves = new Map<string, Leaf[]>();
	for (let since: string | number = 0; ;) {
		const qs = { style: 'all_docs', limit: LISTED, since };
		const page = (await couch.nano.request({ db: couch.nameOf(name), path: '_changes', qs })) as Listed;
		for (const row of page.results) if (!row.id.startsWith('_design/')) leaves.set(row.id, leavesIn(row));
		if (page.results.length < LISTED) return [...leaves.values()].flat();
		since = page.last_seq;
	}
}

interface Fetched {
	readonly results: readonly { readonly docs: readonly { readonly ok?: KeptDoc }[] }[];
}

/** The documents of these leaves, in pieces. One that was written on in the meantime is missing where that was compacted away. */
export async function* fetchLeaves(
	couch: Couch,
	name: DatabaseName,
	leaves: readonly Leaf[]
): AsyncGenerator<KeptDoc[]> {
	const size = name === 'photos' ? PICTURES_FETCHED : FETCHED;
	for (let from = 0; from < leaves.length; from += size) {
		const { results } = (await couch.nano.request({
			db: couch.nameOf(name),
			path: '_bulk_get',
			method: 'POST',
			qs: { revs: true, attachments: true },
			body: { docs: leaves.slice(from, from + size).map(({ id, rev }) => ({ id, rev })) }
		})) as Fetched;
		yield results.flatMap(({ docs }) => docs.flatMap(({ ok }) => ok ?? []));
	}
}

/** All leaves of one document as it is now; none where it was purged. @throws Error where it is compacted again and again meanwhile */
export async function fetchNow(couch: Couch, name: DatabaseName, id: string): Promise<KeptDoc[]> {
	for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
		const found = await openRevisions(couch, name, id);
		const docs = found.flatMap(({ ok }) => ok ?? []);
		if (docs.length === found.length) return docs;
	}
	throw new Error(`${name}/${id} could not be read`);
}

async function openRevisions(couch: Couch, name: DatabaseName, id: string): Promise<{ ok?: KeptDoc }[]> {
	const qs = { open_revs: 'all', revs: true, attachments: true };
	try {
		return (await couch.nano.request({ db: couch.nameOf(name), doc: id, qs })) as { ok?: KeptDoc }[];
	} catch (error) {
		if (isNotFound(error)) return [];
		throw error;
	}
}

/** The leaf that counts where there are several: what CouchDB itself would show. */
export function winning<T extends Pick<KeptDoc, '_rev' | '_deleted'>>(leaves: readonly T[]): T | undefined {
	const rank = ({ _rev, _deleted }: T): [number, number, string] => {
		const [generation = '0', hash = ''] = _rev.split('-');
		return [_deleted ? 0 : 1, Number(generation), hash];
	};
	return [...leaves].sort((one, other) => {
		const [a, b] = [rank(one), rank(other)];
		return b[0] - a[0] || b[1] - a[1] || (b[2] > a[2] ? 1 : -1);
	})[0];
}
