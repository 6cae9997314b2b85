import { linkedIds } from '../../src/lib/domain/contactLinks.ts';
import { nameInFacts, type Contact } from '../../src/lib/domain/directory.ts';
import type { EntryEvent, EntryPage } from '../../src/lib/domain/entries.ts';
import { contactIdOf, messageView } from '../../src/lib/domain/views/message.ts';
import { searchedText, subjectIn, type KeptFact } from '../archive/archiveDoc.ts';
import { searchArchive, type ArchiveQuery } from '../archive/searchArchive.ts';
import { wordsOf } from '../archive/words.ts';
import type { ServerContext } from '../context.ts';
import { storedFacts } from '../log/storedFacts.ts';
import { pendingDeliveries, type PendingDelivery } from './pendingDeliveries.ts';

/** A message, or what was said of a contact, with all facts. */
export interface FiledSubject {
	readonly id: string;
	readonly archived: boolean;
	readonly facts: readonly KeptFact[];
}

/** All there is on a contact (Art. 15 GDPR). */
export interface ContactFile {
	/** Every KundenID that the person has or had */
	readonly ids: readonly string[];
	/** As the directory has them */
	readonly contacts: readonly Contact[];
	/** Messages about them, and what they said to promotions */
	readonly subjects: readonly FiledSubject[];
	readonly entries: readonly (EntryEvent & { readonly site: string })[];
	/** Ids of the pictures that belong to the messages */
	readonly pictures: readonly string[];
	/** Messages about others and camera checks in which their full name, KundenID or card number stands */
	readonly mentions: readonly FiledSubject[];
	/** What is on its way to the board or the access control about them */
	readonly deliveries: readonly PendingDelivery[];
}

/** What somebody else may be named in. */
const MENTIONING: readonly string[] = ['message', 'checkStarted'];

type Naming = KeptFact & { readonly contact?: { readonly id?: string }; readonly picture?: string };

function names(facts: readonly KeptFact[], ids: ReadonlySet<string>): boolean {
	return (facts as readonly Naming[]).some(({ contact }) => ids.has(contact?.id ?? ''));
}

async function inArchive(ctx: ServerContext, query: ArchiveQuery): Promise<FiledSubject[]> {
	const found: FiledSubject[] = [];
	let after: ArchiveQuery['after'];
	do {
		const page = await searchArchive(ctx.couch, { ...query, after });
		for (const { facts } of page.messages) {
			const root = facts.find(({ type }) => type === 'message');
			if (root) found.push({ id: root._id, archived: true, facts });
		}
		after = page.next;
	} while (after);
	return found;
}

/** Everything in facts that people have written. */
function textOf(facts: readonly KeptFact[]): string {
	const view = messageView(subjectIn(facts[0]?._id ?? '', facts), 0);
	const written = facts.flatMap((fact) =>
		Object.entries(fact).flatMap(([field, value]) =>
			['text', 'reason', 'summary', 'evidence'].includes(field) ? String(value) : []
		)
	);
	const named = (facts as readonly { readonly contact?: { readonly name?: string } }[]).map(
		({ contact }) => contact?.name ?? ''
	);
	return [view ? searchedText(view) : '', ...written, ...named].join(' ');
}

/** Searches for the person in what is about others: each search is words that must all stand there. */
function searchesFor(ids: readonly string[], contacts: readonly Contact[]): string[] {
	const full = contacts.filter(({ first, last }) => first !== '' && last !== '').map(nameInFacts);
	return [...new Set([...ids, ...full, ...contacts.flatMap(({ card }) => card || [])])];
}

async function entriesOf(ctx: ServerContext, ids: ReadonlySet<string>, cards: ReadonlySet<string>) {
	const { rows } = await ctx.couch.db<EntryPage>('entries').list({ include_docs: true });
	return rows.flatMap(({ id, doc }) =>
		id.startsWith('_') || !doc
			? []
			: doc.events
					.filter(({ contact, card }) => ids.has(contact) || cards.has(card))
					.map((event) => ({ ...event, site: doc.site }))
	);
}

/** Gathers all there is on a contact. @param contact KundenID, one of those that the person has or had */
export async function contactFile(ctx: ServerContext, contact: string): Promise<ContactFile> {
	const { links } = (await ctx.directory.readDoc('contactLinks')) ?? { links: [] };
	const ids = linkedIds(links).get(contact) ?? [contact];
	const known = new Set(ids);
	const pages = await ctx.directory.readAllPages();
	const contacts = [...pages.values()].flatMap((page) => page.contacts.filter(({ id }) => known.has(id)));
	await ctx.messages.catchUp();
	const searches = searchesFor(ids, contacts);
	const words = searches.map((search) => [...wordsOf(search)]);
	const subjects: FiledSubject[] = [];
	const mentions: FiledSubject[] = [];
	for (const [id, facts] of await storedFacts(ctx, ctx.messages.subjects())) {
		const view = messageView(ctx.messages.subject(id), 0);
		const theirs =
			known.has(id) || (view && known.has(contactIdOf(view.contact) ?? '')) || names(facts, known);
		if (theirs) subjects.push({ id, archived: false, facts });
		else if (facts.some(({ _id, type = '' }) => _id === id && MENTIONING.includes(type))) {
			const written = wordsOf(textOf(facts));
			if (words.some((all) => all.every((word) => written.has(word)))) {
				mentions.push({ id, archived: false, facts });
			}
		}
	}
	const archived = await inArchive(ctx, { contacts: ids });
	const gathered = new Set(archived.map(({ id }) => id));
	for (const text of searches) {
		for (const found of await inArchive(ctx, { text })) {
			if (!gathered.has(found.id)) mentions.push(found);
			gathered.add(found.id);
		}
	}
	const all = [...subjects, ...archived];
	const pictures = all.flatMap(({ facts }) =>
		(facts as readonly Naming[]).flatMap(({ type, picture }) =>
			type === 'pictureAttached' ? (picture ?? []) : []
		)
	);
	const cards = new Set(contacts.flatMap(({ card }) => card || []));
	return {
		ids,
		contacts,
		subjects: all,
		entries: await entriesOf(ctx, known, cards),
		pictures: [...new Set(pictures)],
		mentions,
		deliveries: await pendingDeliveries(ctx, known, new Set(all.map(({ id }) => id)))
	};
}
