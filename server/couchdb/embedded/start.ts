import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { ServerError } from '../../errors.ts';
import type { UserDoc } from '../accountUsers.ts';
import { Feeds } from './feeds.ts';
import { Guard } from './guard.ts';
import { extendHand, findRunning, urlOf, withdrawHand } from './handFile.ts';
import { sendJson } from './json.ts';
import { asksIndex, IndexTurns } from './indexTurns.ts';
import { Levels } from './levels.ts';

/** A database within this process. */
export interface EmbeddedCouch {
	/** Address with name and password of the administrator, which hold for as long as it runs */
	readonly url: string;
	stop(): Promise<void>;
}

/** The parts of express-pouchdb that are needed; none of these writes a log or configuration file. */
const PARTS = [
	'routes/root',
	'routes/db',
	'routes/all-dbs',
	'routes/bulk-docs',
	'routes/bulk-get',
	'routes/all-docs',
	'routes/changes',
	'routes/compact',
	'routes/revs-diff',
	'routes/security',
	'routes/views',
	'routes/documents',
	'routes/404',
	'validation'
];

/** Above this Node suspects a leak and says so. */
const MOST_FEEDS = 5000;

/** What an administrator asks for to have the files of a database rewritten; CouchDB does so of itself with `_compact`. */
const COMPACT_FILES = /^\/([a-z][a-z0-9_-]*)\/_compact_files$/;

/** A PouchDB with a folder of its own. express-pouchdb keeps the databases that it has opened in `__dbCacheMap`. */
type Databases = ReturnType<typeof PouchDB.defaults> & {
	/** Added by express-pouchdb */
	allDbs?(): Promise<string[]>;
	readonly __dbCacheMap?: {
		get(name: string): PouchDB.Database | undefined;
		forEach(visit: (db: PouchDB.Database) => void): void;
	};
};

/** Where express-pouchdb's list of databases is kept; which it never closes. */
const LIST_OF_DATABASES = 'pouch__all_dbs__';

/**
 * LevelDB is locked while it is open: a restart within this process needs every one closed. Several PouchDBs of one name share
 * one LevelDB, and the second of them would wait for ever on closing it.
 */
async function closeAll(Databases: Databases, users: PouchDB.Database<UserDoc>): Promise<void> {
	const open = new Map<string, { close(): Promise<void> }>();
	open.set(LIST_OF_DATABASES, new Databases(LIST_OF_DATABASES));
	Databases.__dbCacheMap?.forEach((db) => open.set(db.name, db));
	open.set(users.name, users);
	await Promise.all([...open.values()].map((db) => db.close()));
}

/** The list of databases is written behind one's back; asking for it waits until nothing is left to write. */
async function settled(Databases: Databases, users: PouchDB.Database<UserDoc>): Promise<void> {
	await users.info();
	await Databases.allDbs?.();
}

/** Has nothing left on the disk of what was removed from a database, once that itself is compacted. */
async function compactFiles(
	Databases: Databases,
	levels: Levels,
	turns: IndexTurns,
	name: string
): Promise<void> {
	// what is removed from an index stays in it, as the id of a tombstone; the next question makes it anew
	await turns.remove(async () => {
		for (const index of levels.indexesOf(name)) await new Databases(index).destroy();
	});
	await levels.compact(name);
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

/**
 * Starts express-pouchdb over LevelDB in `dataDir`, on loopback, under a random port and password (DESIGN § 5).
 * @throws ServerError `data-in-use` where another server has the folder
 */
export async function startEmbedded(dataDir: string, clock: () => number): Promise<EmbeddedCouch> {
	if (await findRunning(dataDir)) throw new ServerError('data-in-use');
	const folder = path.join(dataDir, 'couch');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const levels = new Levels();
	const Databases: Databases = PouchDB.defaults({
		prefix: `${folder}${path.sep}`,
		adapter: 'leveldb',
		// an option of the adapter that the types of PouchDB do not know
		...({ db: levels.maker } as object)
	});
	// each waiting feed listens, to the database and to a list of PouchDB's that nothing else gets at
	EventEmitter.defaultMaxListeners = MOST_FEEDS;
	const secret = randomBytes(24).toString('base64url');
	const users = new Databases<UserDoc>('_users');
	const guard = new Guard({
		secret,
		clock,
		readUser: (id) =>
			users.get(id).catch((error: { status?: number }) => {
				if (error.status === 404) return undefined;
				throw error;
			})
	});
	const turns = new IndexTurns();
	// one at a time: of two that remove the same index, the second would wait for ever
	let compacting: Promise<void> = Promise.resolve();
	const app = expressPouchDB(Databases, { mode: 'custom', overrideMode: { include: PARTS } });
	await settled(Databases, users);
	const feeds = new Feeds((name) => Databases.__dbCacheMap?.get(name));
	const server = createServer((request, response) => {
		guard
			.admit(request, response)
			.then(async (userCtx) => {
				const [, name] = COMPACT_FILES.exec(request.url ?? '') ?? [];
				if (userCtx && name !== undefined) {
					compacting = compacting
						.catch(() => undefined)
						.then(() => compactFiles(Databases, levels, turns, name));
					await compacting;
					sendJson(response, 200, { ok: true });
				} else if (userCtx && !(await feeds.take(request, response, userCtx))) {
					if (asksIndex(request.url ?? '')) await turns.ask(response);
					app(Object.assign(request, { couchSession: { userCtx } }), response);
				}
			})
			.catch(() => response.destroy());
	});
	const hand = { port: await listen(server), secret };
	const stop = async (): Promise<void> => {
		await withdrawHand(dataDir, hand);
		feeds.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		await settled(Databases, users);
		await closeAll(Databases, users);
	};
	try {
		await extendHand(dataDir, hand);
	} catch (error) {
		// one that listens would keep the process alive
		await stop();
		throw error;
	}
	return { url: urlOf(hand), stop };
}
