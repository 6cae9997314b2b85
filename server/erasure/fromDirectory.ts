import { isDeepStrictEqual } from 'node:util';
import { ERASURES_DOC, type Erasures } from '../../src/lib/domain/erasures.ts';
import type { ServerContext } from '../context.ts';
import { update } from '../couchdb/documents.ts';
import { compact } from '../couchdb/erase.ts';
import { changeDirectory } from '../directory/changeDirectory.ts';
import { openDirectory } from '../directory/openDirectory.ts';
import { DirectoryConflict, type DirectoryStore } from '../import/directoryStore.ts';
import { saltOf, type ErasedDoc, type Wanted } from './erasedDocs.ts';
import type { Found } from './found.ts';

/** How often an import may get in between. */
const ATTEMPTS = 5;

/** Tells the devices whose data was erased: what they alone have of them (drafts) goes there. */
export async function tellDevices(ctx: ServerContext, docs: Iterable<ErasedDoc>): Promise<void> {
	const salt = saltOf(ctx);
	const marks = [...new Set([...docs].flatMap((doc) => doc.marks))].sort();
	await update<Erasures>(ctx.couch.db('directory'), ERASURES_DOC, (old) => {
		// an older server or backup may know of more than this one: marks are never taken back here
		const all = [...new Set([...(old?.salt === salt ? old.marks : []), ...marks])].sort();
		return old?.salt === salt && isDeepStrictEqual(old.marks, all) ? undefined : { salt, marks: all };
	});
}

/** Removes people from the contact pages and from the links between KundenIDs. */
export async function eraseFromDirectory(ctx: ServerContext, wanted: Wanted, found: Found): Promise<void> {
	const taken = await takeFromPages(ctx, wanted);
	for (const erasure of taken) found.count(erasure, 'contacts');
	const linked = ({ old, new: now }: { old: string; new: string }): boolean =>
		(wanted.contact(old) ?? wanted.contact(now)) !== undefined;
	let unlinked = false;
	await changeDirectory(ctx, 'contactLinks', (old) => {
		const links = (old?.links ?? []).filter((link) => !linked(link));
		unlinked = links.length !== (old?.links.length ?? 0);
		return unlinked ? { links } : undefined;
	});
	if (unlinked || taken.length > 0) await compact(ctx, 'directory');
}

async function takeFromPages(ctx: ServerContext, wanted: Wanted): Promise<string[]> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await tryPages(openDirectory(ctx), wanted);
		} catch (error) {
			if (!(error instanceof DirectoryConflict) || attempt === ATTEMPTS) throw error;
		}
	}
}

async function tryPages(directory: DirectoryStore, wanted: Wanted): Promise<string[]> {
	const taken: string[] = [];
	const changed = [...(await directory.readAllPages())].flatMap(([_id, page]) => {
		const contacts = page.contacts.filter(({ id }) => {
			const erasure = wanted.contact(id);
			if (erasure !== undefined) taken.push(erasure);
			return erasure === undefined;
		});
		return contacts.length < page.contacts.length ? [{ _id, contacts }] : [];
	});
	if (changed.length > 0) await directory.writeDocs(changed);
	return taken;
}
