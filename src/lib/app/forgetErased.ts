/** What this device alone has of persons whose data was erased (Art. 17 GDPR): the replicas follow the server, this does not. */
import * as v from 'valibot';
import { erasedIn, type Erasures } from '../domain/erasures.ts';
import { contentHash } from '../domain/hash.ts';
import { contactIdOf } from '../domain/views/message.ts';
import type { EntryPages } from '../data/entryPages.ts';
import type { Settings } from '../data/settings.ts';
import type { Clock } from './clock.svelte.ts';
import type { Drafts } from './drafts.svelte.ts';
import { dropTransfers } from './keptTransfers.ts';
import type { LogState } from './logState.svelte.ts';
import type { PictureShelf } from './pictures/shelf.svelte.ts';
import type { RecentContacts } from './recentContacts.svelte.ts';

/** Under it the device's settings keep which list was worked off. */
const DONE = 'app.erasures';

/** What is asked of the app, which itself calls this. */
export interface Tidied {
	readonly clock: Clock;
	readonly settings: Settings;
	readonly log: LogState;
	readonly drafts: Drafts;
	readonly recentContacts: RecentContacts;
	pictures(): Promise<PictureShelf>;
	entryPages(): Promise<EntryPages>;
}

/**
 * Removes drafts about them with their pictures, pictures of messages that are still here, that they were looked at, and all entry pages. Done once for each list, and again where it was cut off.
 */
export async function forgetErased(app: Tidied, list: Erasures | undefined): Promise<void> {
	if (!list || list.marks.length === 0) return;
	const stand = contentHash(list.marks.join());
	if (app.settings.get(DONE, v.string()) === stand) return;
	const erased = erasedIn(list);
	const drafts = await app.drafts.discardAll(
		({ contact }) => contact !== undefined && contact.kind !== 'unknown' && erased(contact.id)
	);
	const messages = app.log.messageIds.filter((id) => {
		const message = app.log.message(id, 0);
		return message && (erased(contactIdOf(message.contact)) || erased(contactIdOf(message.fact.contact)));
	});
	const of = new Set([...drafts.map(({ id }) => id), ...messages]);
	const shelf = await app.pictures();
	const held = drafts.flatMap(({ id }) => shelf.heldBy(id));
	await shelf.remove([...held, ...shelf.of(of)].map(({ id }) => id));
	await dropTransfers(app, of);
	await app.recentContacts.forget(erased);
	await (await app.entryPages()).clear();
	await app.settings.set(DONE, stand);
}
