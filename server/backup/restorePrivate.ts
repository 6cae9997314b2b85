/**
 * `private` after a restore: what the backup has, and of what was there only the list of those who were erased. That outlives every restore,
 * or they would come back with it.
 */
import type { AccountDoc } from '../accounts/privateDocs.ts';
import type { Couch } from '../couchdb/couch.ts';
import { ERASED_PREFIX } from '../erasure/erasedDocs.ts';
import { BackupError, leavesOf, type BackupFolder } from './folder.ts';
import { winning, type KeptDoc } from './leaves.ts';

/** Documents of one request. */
const BATCH = 500;
/** Belong to the databases as they stand, not to what is in them. */
const STAYS: readonly string[] = ['generation', 'provision'];

/** What an administrator has to look after: these accounts are named by their labels. */
export interface AccountsAfter {
	/** Were ended after the backup, and are not any more */
	readonly revived: readonly string[];
	/** Came after the backup: they have to be paired, or made, anew */
	readonly unknown: readonly string[];
}

/** How `private` is to look. */
export interface PrivatePlan extends AccountsAfter {
	readonly docs: readonly KeptDoc[];
}

async function current(couch: Couch): Promise<KeptDoc[]> {
	const { rows } = await couch.db<object>('private').list({ include_docs: true });
	const docs = rows.flatMap(({ doc }) => (doc ? [doc as unknown as KeptDoc] : []));
	return docs.filter(({ _id }) => !_id.startsWith('_design/') && !STAYS.includes(_id));
}

/** Two states of one erasure: what either names is to go. */
function joined(one: KeptDoc, other: KeptDoc | undefined): KeptDoc {
	if (!other) return one;
	const lists = Object.entries(one).flatMap(([field, list]) => {
		const more = other[field];
		const both = Array.isArray(list) && Array.isArray(more);
		return both ? [[field, [...new Set<unknown>([...(list as unknown[]), ...(more as unknown[])])]]] : [];
	});
	return { ...other, ...one, ...Object.fromEntries(lists) };
}

/** What backups know of those who were erased. */
export interface Erasures {
	/** Their lists, in one */
	readonly erasures: readonly KeptDoc[];
	/** Names of backups that cannot be read: what they alone know is not in it */
	readonly unread: readonly string[];
}

/** The lists of erasures of all backups of an installation. What is damaged must not keep the others from being restored. */
export async function erasuresIn(folder: BackupFolder, installation: string): Promise<Erasures> {
	const found = new Map<string, KeptDoc>();
	const read = new Set<string>();
	const unread = new Set<string>();
	for (const name of await folder.names()) {
		const snapshot = await ifReadable(() => folder.read(name));
		if (!snapshot) unread.add(name);
		if (snapshot?.installation !== installation) continue;
		for (const [pack, pairs] of Object.entries(snapshot.contents.private ?? {})) {
			const erased = pairs.filter(([id, rev]) => id.startsWith(ERASED_PREFIX) && !read.has(rev + id));
			if (erased.length === 0) continue;
			const docs = await ifReadable(() => all(folder.docs(pack, leavesOf(erased))));
			if (!docs) unread.add(name);
			for (const doc of docs ?? []) {
				read.add(doc._rev + doc._id);
				if (!doc._deleted) found.set(doc._id, joined(doc, found.get(doc._id)));
			}
		}
	}
	return { erasures: [...found.values()], unread: [...unread] };
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const value of values) found.push(value);
	return found;
}

async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof BackupError) return undefined;
		throw error;
	}
}

/**
 * Decides how `private` is to look; nothing is changed yet.
 * @param same whether what is there belongs to the same installation as the backup: only then do its erasures mean anything
 */
export async function planPrivate(
	couch: Couch,
	backup: AsyncIterable<KeptDoc>,
	{ erasures, same }: { erasures: readonly KeptDoc[]; same: boolean }
): Promise<PrivatePlan> {
	const leaves = new Map<string, KeptDoc[]>();
	for await (const doc of backup) leaves.set(doc._id, [...(leaves.get(doc._id) ?? []), doc]);
	const there = same ? await current(couch) : [];
	const wanted = new Map<string, KeptDoc>();
	for (const [id, found] of leaves) {
		const doc = winning(found);
		if (doc && !doc._deleted && !STAYS.includes(id)) wanted.set(id, doc);
	}
	for (const doc of [...erasures, ...there]) {
		if (doc._id.startsWith(ERASED_PREFIX)) wanted.set(doc._id, joined(doc, wanted.get(doc._id)));
	}
	const revived: string[] = [];
	const unknown: string[] = [];
	for (const doc of there) {
		if (!doc._id.startsWith('account:')) continue;
		const { label, status } = doc as unknown as AccountDoc;
		const then = wanted.get(doc._id) as unknown as AccountDoc | undefined;
		if (!then && status === 'active') unknown.push(label);
		else if (then?.status === 'active' && status !== 'active') revived.push(label);
	}
	return { docs: [...wanted.values()], revived, unknown };
}

/** Makes `private` look so. Done again after an interruption it comes to the same. */
export async function writePrivate(couch: Couch, { docs }: PrivatePlan): Promise<void> {
	const there = new Map((await current(couch)).map((doc) => [doc._id, doc._rev]));
	const changes = docs.map(({ _rev, _revisions, ...doc }) => {
		const rev = there.get(doc._id);
		there.delete(doc._id);
		return rev === undefined ? doc : { ...doc, _rev: rev };
	});
	const removals = [...there].map(([_id, _rev]) => ({ _id, _rev, _deleted: true }));
	const all = [...changes, ...removals];
	for (let from = 0; from < all.length; from += BATCH) {
		const answers = await couch.db('private').bulk({ docs: all.slice(from, from + BATCH) });
		const failed = answers.find(({ error }) => error !== undefined);
		if (failed) throw new Error(`private/${failed.id}: ${failed.error}, ${failed.reason}`);
	}
}
