/** Reading and writing single documents, with what CouchDB's optimistic locking asks for. */
import type { DocumentScope } from 'nano';
import { isConflict, isNotFound } from './couch.ts';

/** How often {@link update} starts over when others write the same document. */
const ATTEMPTS = 20;

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

/** Writes a document that must not exist yet. @returns false where it does: of several at once, just one gets true */
export async function create<T extends object>(
	db: DocumentScope<T>,
	id: string,
	content: T
): Promise<boolean> {
	try {
		await db.insert({ ...content, _id: id });
		return true;
	} catch (error) {
		if (isConflict(error)) return false;
		throw error;
	}
}

/**
 * Changes a document, and starts over with its newest content where somebody else wrote it in between.
 * @param change is given the content, or undefined where there is none; gives the new one, or undefined to leave it as it is.
 * May be called several times.
 * @returns the content as it stands in the database afterwards
 */
export async function update<T extends object>(
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
export async function remove<T>(db: DocumentScope<T>, id: string): Promise<boolean> {
	const old = await read(db, id);
	if (!old) return false;
	try {
		await db.destroy(id, old._rev);
		return true;
	} catch (error) {
		if (isNotFound(error) || isConflict(error)) return false;
		throw error;
	}
}

/** Every document whose id begins with the prefix, in the order of their ids. */
export async function listByPrefix<T>(db: DocumentScope<T>, prefix: string): Promise<Stored<T>[]> {
	const { rows } = await db.list({ start_key: prefix, end_key: `${prefix}\uffff`, include_docs: true });
	return rows.flatMap((row) => (row.doc ? [row.doc as Stored<T>] : []));
}
