/** The two databases that archiving moves between, with just what it needs of them. */
import type { Couch } from '../couchdb/couch.ts';
import type { ArchiveDoc, KeptFact } from './archiveDoc.ts';

/** A document with its revision. */
export type WithRev<T> = T & { readonly _id: string; readonly _rev: string };

/** What is written: content, or the end of it. */
export type Written = { readonly _id: string; readonly _rev?: string; readonly _deleted?: true } & object;

/** Which revision a document has; deleted ones have one too. */
export interface Revision {
	readonly rev: string;
	readonly deleted: boolean;
}

/** Reads and writes facts and archived messages. A write that others were quicker at is left undone, without an error. */
export interface MoveStore {
	/** Facts that are there, by id */
	facts(ids: readonly string[]): Promise<Map<string, WithRev<KeptFact>>>;
	/** Revisions of facts, of deleted ones too; what was never there is missing */
	revisions(ids: readonly string[]): Promise<Map<string, Revision>>;
	archived(ids: readonly string[]): Promise<Map<string, WithRev<ArchiveDoc>>>;
	/** Tombstones, facts that were removed before (without a revision), and those that were never there (with their first one) */
	writeFacts(docs: readonly Written[]): Promise<void>;
	writeArchived(docs: readonly Written[]): Promise<void>;
}

interface Row<T> {
	readonly key: string;
	readonly error?: string;
	readonly value?: { readonly rev: string; readonly deleted?: boolean };
	readonly doc?: WithRev<T> | null;
}

/** The store over CouchDB. */
export class CouchMoveStore implements MoveStore {
	readonly #couch: Couch;

	constructor(couch: Couch) {
		this.#couch = couch;
	}

	facts(ids: readonly string[]): Promise<Map<string, WithRev<KeptFact>>> {
		return this.#read<KeptFact>('messages', ids);
	}

	archived(ids: readonly string[]): Promise<Map<string, WithRev<ArchiveDoc>>> {
		return this.#read<ArchiveDoc>('archive', ids);
	}

	async revisions(ids: readonly string[]): Promise<Map<string, Revision>> {
		if (ids.length === 0) return new Map();
		const { rows } = await this.#couch.db('messages').fetchRevs({ keys: [...ids] });
		return new Map(
			(rows as Row<unknown>[]).flatMap(({ key, value }) =>
				value ? [[key, { rev: value.rev, deleted: value.deleted === true }] as const] : []
			)
		);
	}

	async writeFacts(docs: readonly Written[]): Promise<void> {
		const isFirst = ({ _rev, _deleted }: Written): boolean => _rev !== undefined && !_deleted;
		await this.#write(
			'messages',
			docs.filter((doc) => !isFirst(doc))
		);
		await this.#write('messages', docs.filter(isFirst), { new_edits: false });
	}

	writeArchived(docs: readonly Written[]): Promise<void> {
		return this.#write('archive', docs);
	}

	async #read<T>(name: 'messages' | 'archive', ids: readonly string[]): Promise<Map<string, WithRev<T>>> {
		if (ids.length === 0) return new Map();
		const { rows } = await this.#couch.db<T>(name).fetch({ keys: [...ids] });
		// a deleted one has no document
		return new Map((rows as Row<T>[]).flatMap(({ key, doc }) => (doc ? [[key, doc] as const] : [])));
	}

	async #write(name: 'messages' | 'archive', docs: readonly Written[], how: object = {}): Promise<void> {
		if (docs.length === 0) return;
		// nano's types do not know `new_edits`
		const answers = await this.#couch.db<object>(name).bulk({ docs: [...docs], ...how });
		const failed = answers.find(({ error }) => error !== undefined && error !== 'conflict');
		if (failed) throw new Error(`${name}: ${failed.id}: ${failed.error}, ${failed.reason}`);
	}
}
