import type { Accounts } from '../accounts/accounts.ts';
import {
	contactPage,
	CONTACT_PAGE_PREFIX,
	directoryDocs,
	type StaffMember,
	type ContactPage
} from '../../src/lib/domain/directory.ts';
import * as v from 'valibot';
import {
	DirectoryConflict,
	type DirectoryDocId,
	type DirectoryDocOf,
	type DirectoryStore,
	type DirectoryWrite
} from '../import/directoryStore.ts';
import type { Couch } from './couch.ts';
import { listByPrefix, read } from './documents.ts';

/** Is told of a staff list that was written, with the one that it takes the place of. */
export type StaffNote = (before: readonly StaffMember[], after: readonly StaffMember[]) => Promise<void>;

/** The directory in CouchDB. Remembers the revision of what it read, so that nothing is written over what it has not seen. */
export class CouchDirectory implements DirectoryStore {
	readonly #couch: Couch;
	readonly #accounts: Pick<Accounts, 'setPins' | 'followStaff'>;
	readonly #note: StaffNote;
	readonly #revisions = new Map<string, string>();
	#staff: readonly StaffMember[] = [];

	/** @param note is told of each staff list that is written */
	constructor(
		couch: Couch,
		accounts: Pick<Accounts, 'setPins' | 'followStaff'>,
		note: StaffNote = async () => {}
	) {
		this.#couch = couch;
		this.#accounts = accounts;
		this.#note = note;
	}

	async readAllPages(): Promise<Map<string, ContactPage>> {
		const docs = await listByPrefix(this.#couch.db<ContactPage>('directory'), CONTACT_PAGE_PREFIX);
		const pages = new Map<string, ContactPage>();
		for (const doc of docs) {
			this.#revisions.set(doc._id, doc._rev);
			pages.set(doc._id, v.parse(contactPage, doc));
		}
		return pages;
	}

	async readDoc<Id extends DirectoryDocId>(id: Id): Promise<DirectoryDocOf<Id> | undefined> {
		const doc = await read(this.#couch.db<DirectoryDocOf<Id>>('directory'), id);
		if (!doc) {
			this.#revisions.delete(id);
			return undefined;
		}
		this.#revisions.set(id, doc._rev);
		// v.object leaves `_id` and `_rev` out
		const content = v.parse(directoryDocs[id], doc) as DirectoryDocOf<Id>;
		if ('staff' in content) this.#staff = content.staff;
		return content;
	}

	async writeDocs(docs: readonly DirectoryWrite[]): Promise<void> {
		if (docs.length === 0) return;
		const written = docs.map((doc) => {
			const rev = this.#revisions.get(doc._id);
			// to be read again before it is written again: two that share this store must not overwrite each other
			this.#revisions.delete(doc._id);
			return rev === undefined ? doc : { ...doc, _rev: rev };
		});
		const answers = await this.#couch.db('directory').bulk({ docs: written });
		const refused = new Map(
			answers.flatMap((answer) => (answer.error ? [[answer.id, answer] as const] : []))
		);
		// whoever writes it, an import or a person: an account never keeps a role that its person has no longer
		for (const doc of docs) {
			if (!('staff' in doc) || refused.has(doc._id)) continue;
			await this.#accounts.followStaff(doc.staff);
			await this.#note(this.#staff, doc.staff);
			this.#staff = doc.staff;
		}
		const [failed] = refused.values();
		if (failed?.error === 'conflict') throw new DirectoryConflict(`${failed.id} was changed in between`);
		if (failed) throw new Error(`${failed.id}: ${failed.error}, ${failed.reason}`);
	}

	async followStaff(): Promise<readonly string[]> {
		const { staff } = (await this.readDoc('staff')) ?? {};
		return staff ? await this.#accounts.followStaff(staff) : [];
	}

	async setPins(pins: ReadonlyMap<string, string>): Promise<void> {
		await this.#accounts.setPins([...pins].map(([staff, pin]) => ({ staff, pin, mustChange: true })));
	}
}
