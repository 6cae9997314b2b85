import { linkedIds } from '../../src/lib/domain/contactLinks.ts';
import { ENTRIES_KEPT } from '../../src/lib/domain/entries.ts';
import { SERVER } from '../audit/who.ts';
import type { AuditEntry } from '../audit/auditDocs.ts';
import type { ServerContext } from '../context.ts';
import { isRestoring } from '../couchdb/generation.ts';
import { ServerError } from '../errors.ts';
import { changeErased, deviceMark, ERASED_PREFIX, hashOf, type ErasedDoc } from './erasedDocs.ts';
import { noCounts } from './found.ts';
import { sweep } from './sweep.ts';

/** What is to be erased. */
export interface Erasing {
	/** KundenID, one of those that the person has or had */
	readonly contact: string;
	/** Ids of messages and checks about somebody else, which name the person and are to go too */
	readonly also: readonly string[];
	readonly who: AuditEntry['who'];
}

function joined(old: readonly string[] | undefined, more: readonly string[]): string[] {
	return [...new Set([...(old ?? []), ...more])];
}

async function refuseWhileRestoring({ couch }: Pick<ServerContext, 'couch'>): Promise<void> {
	if (await isRestoring(couch)) throw new ServerError('database-away');
}

/** Under what the person's erasure is kept; also what the audit list calls them by. */
export function erasureIdOf(ctx: Pick<ServerContext, 'database'>, contact: string): string {
	return ERASED_PREFIX + hashOf(ctx, 'contact', contact);
}

/**
 * Erases all there is on a contact (Art. 17 GDPR), here and on the devices that come online. Written down before anything goes: should the
 * server stop in the middle, the job goes on. Done again it erases what has come back since.
 * @throws ServerError `database-away` while a restore is under way
 */
export async function eraseContact(ctx: ServerContext, { contact, also, who }: Erasing): Promise<ErasedDoc> {
	const { links } = (await ctx.directory.readDoc('contactLinks')) ?? { links: [] };
	const ids = linkedIds(links).get(contact) ?? [contact];
	const pages = await ctx.directory.readAllPages();
	const cards = [...pages.values()]
		.flatMap(({ contacts }) => contacts)
		.filter(({ id, card }) => ids.includes(id) && card !== '')
		.map(({ card }) => card);
	const id = erasureIdOf(ctx, contact);
	const now = ctx.clock();
	await refuseWhileRestoring(ctx);
	await changeErased(ctx, id, (old) => ({
		at: old?.at ?? now,
		by: old?.by ?? { account: who.account, name: who.name },
		contacts: joined(
			old?.contacts,
			ids.map((one) => hashOf(ctx, 'contact', one))
		),
		cards: joined(
			old && (old.cardsAt ?? old.at) > now - ENTRIES_KEPT ? old.cards : [],
			cards.map((one) => hashOf(ctx, 'card', one))
		),
		cardsAt: cards.length > 0 ? now : (old?.cardsAt ?? old?.at ?? now),
		subjects: joined(
			old?.subjects,
			also.map((one) => hashOf(ctx, 'subject', one))
		),
		marks: joined(
			old?.marks,
			ids.map((one) => deviceMark(ctx, one))
		),
		...(old?.pictures === undefined ? {} : { pictures: old.pictures }),
		counts: old?.counts ?? noCounts(),
		...(old?.againAt === undefined ? {} : { againAt: old.againAt })
	}));
	// what was written down while a restore put the list together would be gone with it
	await refuseWhileRestoring(ctx);
	await ctx.audit.record({ what: 'erasure', who, about: id });
	await sweep(ctx);
	const erased = await ctx.couch.db<ErasedDoc>('private').get(id);
	await ctx.audit.record({ what: 'erasure', who: SERVER, about: id, detail: { ...erased.counts } });
	return erased;
}
