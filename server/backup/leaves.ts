/** Reading whole databases with everything that makes a revision what it is. */
import type { Couch } from '../couchdb/couch.ts';
import type { DatabaseName } from '../couchdb/names.ts';

/** A revision that nothing follows: of each document the current one, those that stand beside it, and tombstones. */
export interface Leaf {
	readonly id: string;
	readonly rev: string;
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

interface Listed {
	readonly results: readonly { readonly id: string; readonly changes: readonly { readonly rev: string }[] }[];
	readonly last_seq: string | number;
}

/** All leaves of a database; design documents are left out, since provisioning lays them down. */
export async function listLeaves(couch: Couch, name: DatabaseName): Promise<Leaf[]> {
	const leaves: Leaf[] = [];
	for (let since: string | number = 0; ;) {
		const qs = { style: 'all_docs', limit: LISTED, since };
		const page = (await couch.nano.request({ db: couch.nameOf(name), path: '_changes', qs })) as Listed;
		for (const { id, changes } of page.results) {
			if (!id.startsWith('_design/')) for (const { rev } of changes) leaves.push({ id, rev });
		}
		if (page.results.length < LISTED) return leaves;
		since = page.last_seq;
	}
}

interface Fetched {
	readonly results: readonly { readonly docs: readonly { readonly ok?: KeptDoc }[] }[];
}

/** The documents of these leaves, in pieces. One that was written on in the meantime may be missing. */
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
			body: { docs: leaves.slice(from, from + size) }
		})) as Fetched;
		yield results.flatMap(({ docs }) => docs.flatMap(({ ok }) => ok ?? []));
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
