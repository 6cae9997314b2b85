/** Reading and writing single documents, with what CouchDB's optimistic locking asks for. */
import type { DocumentScope } from 'nano';
import { isConflict, isNotFound } from './couch.ts';

/** How often {@link update} starts over when others write the same document. */
const ATTEMPTS = 20;

/** Documents that this process is writing, by address: who comes next waits for whom. */
const writing = new Map<string, Promise<unknown>>();

/**
 * One after the other for each document. Two at once would only run into each other's conflict, and a cluster may tell both that they have
 * written, and keep but one: https://docs.couchdb.org/en/stable/cluster/theory.html
 */
export async function inTurn<T, R>(db: DocumentScope<T>, id: string, work: () => Promise<R>): Promise<R> {
	const { url, db: name } = db.config;
	const key = `${new URL(url).host}/${name}/${id}`;
	const turn = (writing.get(key) ?? Promise.resolve()).then(work, work);
	writing.set(key, turn);
	try {
		return await turn;
	} finally {
		if (writing.get(key) === turn) writing.delete(key);
	}
}

type Stored<T> = T & { readonly _id: string; readonly _rev: string };

/** The document, or undefined where there is none. */
export async function read<T>(db: DocumentScope<T>, id: string): Promise<Stored<T> | undefined> {
	try {
		return await db.get(id);
	} catch (error) {
		if (isNotFound(error)) return undefined;
		throw error;
	}
}

/** Those of the documents that are there, by id, in one request. */
export async function readMany<T>(
	db: DocumentScope<T>,
	ids: readonly string[]
): Promise<Map<string, Stored<T>>> {
	if (ids.length === 0) return new Map();
	const { rows } = await db.fetch({ keys: [...ids] });
	return new Map(rows.flatMap((row) => ('doc' in row && row.doc ? [[row.id, row.doc as Stored<T>]] : [])));
}

/** Writes a document that must not exist yet. @returns false where it does: of several at once, just one gets true */
export function create<T extends object>(db: DocumentScope<T>, id: string, content: T): Promise<boolean> {
	return inTurn(db, id, async () => {
		try {
			await db.insert({ ...content, _id: id });
			return true;
		} catch (error) {
			if (isConflict(error)) return false;
			throw error;
		}
	});
}

/** All copies of a document in a cluster; CouchDB waits for as many as there are. */
const ALL_COPIES = { r: 16 } as object;

/**
 * A document that is written once and then stays. Of several servers that come at once all get the same: in a cluster two may have been
 * told that theirs is written, and asking all copies settles which one counts.
 */
export async function once<T extends object>(
	db: DocumentScope<T>,
	id: string,
	content: T
): Promise<Stored<T>> {
	const there = await read(db, id);
	if (there) return there;
	await create(db, id, content);
	return await db.get(id, ALL_COPIES);
}

/**
 * Changes a document, and starts over with its newest content where somebody else wrote it in between.
 * @param change is given the content, or undefined where there is none; gives the new one, or undefined to leave it as it is.
 * May be called several times.
 * @returns the content as it stands in the database afterwards
 */
export function update<T extends object>(
	db: DocumentScope<T>,
	id: string,
	change: (old: T | undefined) => T | undefined
): Promise<T | undefined> {
	return inTurn(db, id, () => updateNow(db, id, change));
}

async function updateNow<T extends object>(
	db: DocumentScope<T>,
	id: string,
	change: (old: T | undefined) => T | undefined
): Promise<T | undefined> {
	for (let attempt = 1; ; attempt += 1) {
		const old = await read(db, id);
		const next = change(old);
		if (!next) return old;
		try {
			await db.insert({ ...next, _id: id, ...(old ? { _rev: old._rev } : {}) });
			return next;
		} catch (error) {
			if (!isConflict(error) || attempt === ATTEMPTS) throw error;
		}
	}
}

/** Removes a document; nothing happens where there is none. @returns false where there was none */
export function remove<T>(db: DocumentScope<T>, id: string): Promise<boolean> {
	return inTurn(db, id, async () => {
		const old = await read(db, id);
		if (!old) return false;
		try {
			await db.destroy(id, old._rev);
			return true;
		} catch (error) {
			if (isNotFound(error) || isConflict(error)) return false;
			throw error;
		}
	});
}

/** Every document whose id begins with the prefix, in the order of their ids. */
export async function listByPrefix<T>(db: DocumentScope<T>, prefix: string): Promise<Stored<T>[]> {
	const { rows } = await db.list({ start_key: prefix, end_key: `${prefix}\uffff`, include_docs: true });
	return rows.flatMap((row) => (row.doc ? [row.doc as Stored<T>] : []));
}
