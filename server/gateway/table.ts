import type { DatabaseName } from '../couchdb/names.ts';
import { documentsAskedFor, factsSent, nothing, type BodyCheck } from './bodies.ts';
import { between, oneOf, readQuery, sequence, type ValueCheck } from './query.ts';

/** A kind of request that browsers may make to the database. */
export interface GatewayRow {
	readonly method: 'GET' | 'POST';
	/** As the browser sends it, letter by letter: nothing is decoded before it is compared */
	readonly path: string;
	readonly database: DatabaseName;
	/** The part of the path behind the database's name in CouchDB */
	readonly upstream: string;
	readonly query: Readonly<Record<string, ValueCheck>>;
	readonly body?: { readonly limit: number; readonly check: BodyCheck };
	/** True where a retired device still may, to send what it has (DESIGN § 6) */
	readonly retired: boolean;
}

const truth = oneOf('true', 'false');

const CHANGES = {
	feed: oneOf('normal', 'longpoll'),
	since: sequence,
	limit: between(1, 10_000),
	style: oneOf('main_only', 'all_docs'),
	// ms; a feed that is silent for longer is taken for dead, see `upstream.ts`
	heartbeat: between(1000, 60_000),
	timeout: between(1000, 60_000),
	include_docs: truth,
	seq_interval: between(1, 10_000),
	conflicts: truth
};
const BULK_GET = { revs: truth, latest: truth, attachments: truth };

/** 1,000 ids and revisions */
const ASKING = 200_000;
/** DESIGN § 3: batches of 1 MB, and what JSON adds */
const SENDING = 1_500_000;

function readable(database: DatabaseName): GatewayRow[] {
	const path = `/db/${database}/`;
	// what a retired device sent it is told of by `POST /api/arrived`; others' facts are no longer for it
	const row = { database, retired: false };
	return [
		{ ...row, method: 'GET', path, upstream: '', query: {} },
		{ ...row, method: 'GET', path: `${path}_changes`, upstream: '_changes', query: CHANGES },
		{
			...row,
			method: 'POST',
			path: `${path}_changes`,
			upstream: '_changes',
			query: CHANGES,
			body: { limit: 1000, check: nothing }
		},
		{
			...row,
			method: 'POST',
			path: `${path}_bulk_get`,
			upstream: '_bulk_get',
			query: BULK_GET,
			body: { limit: ASKING, check: documentsAskedFor }
		}
	];
}

/** All that is let through to the database, and nothing else is (DESIGN § 5). */
export const table: readonly GatewayRow[] = [
	...readable('directory'),
	...readable('messages'),
	// pages of the site and period that is being checked; they are never pulled as a whole
	{
		method: 'POST',
		path: '/db/entries/_bulk_get',
		database: 'entries',
		upstream: '_bulk_get',
		query: {},
		body: { limit: ASKING, check: documentsAskedFor },
		retired: false
	},
	{
		method: 'POST',
		path: '/db/messages/_bulk_docs',
		database: 'messages',
		upstream: '_bulk_docs',
		query: {},
		body: { limit: SENDING, check: factsSent },
		retired: true
	}
];

/** The largest body that any row takes, bytes. */
export const LARGEST_BODY = SENDING;

/** A request that is let through, with its parameters. */
export interface LetThrough {
	readonly row: GatewayRow;
	readonly query: ReadonlyMap<string, string>;
}

/**
 * Looks a request up.
 * @param url path and parameters just as they were sent
 * @returns undefined where it is not let through
 */
export function lookUp(method: string, url: string): LetThrough | undefined {
	const mark = url.indexOf('?');
	const path = mark === -1 ? url : url.slice(0, mark);
	const row = table.find((candidate) => candidate.method === method && candidate.path === path);
	const query = row && readQuery(mark === -1 ? '' : url.slice(mark + 1), row.query);
	return row && query && { row, query };
}
