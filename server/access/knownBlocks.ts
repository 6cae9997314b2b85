/** The blocks of all persons, and what the access control has heard of each. */
import type { KnownBlock } from '../../src/lib/domain/accessCalls.ts';
import { linkedIds } from '../../src/lib/domain/contactLinks.ts';
import type { ContactLink } from '../../src/lib/domain/directory.ts';
import { creditedOf, winnerOf, type Subject } from '../../src/lib/domain/fold.ts';
import { messageView } from '../../src/lib/domain/views/message.ts';
import type { Delivery } from '../outbound/deliveries.ts';
import { howFar, namedIn, reportsOn, whomBehind, whomOf, type Named } from './told.ts';
import type { AccessPayload } from './webhook.ts';

/** A call that is under way. */
export interface AccessDelivery extends Delivery {
	readonly payload: AccessPayload;
	/** Facts that the call leads to are about these: a release opens the door for all blocks of the person that are over */
	readonly about: readonly {
		readonly message: string;
		readonly site: string;
		/** What was said of it before, and the fact that says whom it locks out */
		readonly after?: readonly string[];
	}[];
	/** When it was first made, ms since 1970 */
	readonly requestedAt: number;
	readonly outcome?: {
		readonly at: number;
		readonly kind: 'confirmed' | 'refused';
		readonly reason?: string;
	};
}

/** A block with the person that it locks out. */
export interface BlockOfPerson extends KnownBlock {
	/** KundenID that the block was written for, or that somebody took them for */
	readonly contact: string;
	readonly site: string;
}

/** Gives one name to all KundenIDs of a person. */
export type PersonOf = (contact: string) => string;

/** What is needed to know how far a block got. */
export interface Surroundings {
	/** The call that is under way for it */
	readonly delivery?: AccessDelivery | undefined;
	/** ms since 1970, UTC */
	readonly now: number;
	readonly personOf: PersonOf;
}

/**
 * The block that a message began, for each person whom it locks out, or did: whoever was only taken for somebody else has to be let in again. Empty
 * where it began none, or locks out nobody of the directory.
 */
export function blocksOf(
	subject: Subject | undefined,
	{ delivery, now, personOf }: Surroundings
): BlockOfPerson[] {
	const view = messageView(subject, now);
	if (!subject || !view?.block) return [];
	const { block, fact } = view;
	const identified = winnerOf(subject, 'contact', 'identified');
	const right = namedIn(identified ?? fact);
	const asked = delivery?.payload.action === 'block' ? delivery : undefined;
	const after = asked?.about.find(({ message }) => message === subject.id)?.after;
	const inQuestion = asked && whomBehind(subject, { at: asked.requestedAt, after });
	const reports = reportsOn(subject).map((report) => ({ report, whom: whomOf(subject, report) }));
	const persons = new Map<string, Named>();
	for (const named of [right, inQuestion, ...reports.map(({ whom }) => whom)]) {
		if (named && !persons.has(personOf(named.contact))) persons.set(personOf(named.contact), named);
	}
	return [...persons].map(([person, { source, contact }]) => {
		const isThem = (named: Named | undefined): boolean =>
			named !== undefined && personOf(named.contact) === person;
		const corrected = !isThem(right) && identified ? { by: identified._id, at: identified.at } : undefined;
		const theirs = reports.filter(({ whom }) => isThem(whom)).map(({ report }) => report);
		return {
			contact,
			source,
			corrected,
			site: fact.site,
			block,
			at: fact.at,
			liftedBy: creditedOf(subject, 'lift', 'lifted')?._id,
			told: howFar(theirs, isThem(inQuestion), block.state === 'active' && !corrected)
		};
	});
}

/** All KundenIDs of a person have one name. */
export function personsIn(links: readonly ContactLink[]): PersonOf {
	const linked = linkedIds(links);
	return (contact) => linked.get(contact)?.[0] ?? contact;
}

/** The blocks by person; several KundenIDs may be one. */
export function byPerson(blocks: Iterable<BlockOfPerson>, personOf: PersonOf): BlockOfPerson[][] {
	const persons = new Map<string, BlockOfPerson[]>();
	for (const block of blocks) {
		const person = personOf(block.contact);
		const known = persons.get(person);
		if (known) known.push(block);
		else persons.set(person, [block]);
	}
	return [...persons.values()];
}

/** The KundenID that a person has now. */
export function newestId(contact: string, links: readonly ContactLink[]): string {
	const next = new Map(links.map((link) => [link.old, link.new]));
	const seen = new Set<string>();
	let id = contact;
	for (let to = next.get(id); to !== undefined && !seen.has(to); to = next.get(id)) {
		seen.add(to);
		id = to;
	}
	return id;
}
