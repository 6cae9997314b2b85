/**
 * Moves messages with their facts between `messages` and `archive` (S20, DESIGN § 3). It may be killed between any two writes and
 * done again by anybody: where a message belongs follows from all its facts in both places, and nothing is removed from one before it was seen to
 * be in the other.
 */
import { placeOf, type ArchiveGround } from '../../src/lib/domain/archiving.ts';
import { bodyOf } from '../../src/lib/domain/canonical.ts';
import { idFitsBody, revisionOf } from '../../src/lib/domain/ids.ts';
import { archiveDocOf, subjectIn, type ArchiveDoc, type KeptFact } from './archiveDoc.ts';
import type { MoveStore, WithRev } from './moveStore.ts';

/** A message and where its facts are. */
interface Spread {
	readonly id: string;
	/** Those among the messages */
	readonly here: ReadonlyMap<string, WithRev<KeptFact>>;
	readonly there: WithRev<ArchiveDoc> | undefined;
	readonly all: readonly KeptFact[];
}

/** A fact without what CouchDB adds. */
function bare(doc: KeptFact): KeptFact {
	return { ...bodyOf(doc), _id: doc._id };
}

async function spread(
	store: MoveStore,
	ids: readonly string[],
	factsOf: (id: string) => readonly string[]
): Promise<Spread[]> {
	const wanted = new Map(ids.map((id) => [id, factsOf(id)]));
	const facts = await store.facts([...wanted.values()].flat());
	const archived = await store.archived(ids);
	return [...wanted].map(([id, names]) => {
		const found = names.flatMap((name) => facts.get(name) ?? []);
		const here = new Map(found.map((fact) => [fact._id, fact]));
		const there = archived.get(id);
		// a copy that was torn is made anew from what is here
		const all = new Map([...(there?.facts ?? []), ...found.map(bare)].map((fact) => [fact._id, fact]));
		return { id, here, there, all: [...all.values()] };
	});
}

/** Facts that are proved to be in the archive: there, and just as they were. */
function provedIn(doc: ArchiveDoc | undefined): Set<string> {
	const facts = doc?.facts ?? [];
	return new Set(facts.filter((fact) => idFitsBody(fact._id, fact)).map((fact) => fact._id));
}

/** Copies, verifies, and only then removes; the message itself first, so that no device shows it without what became of it. */
async function archive(store: MoveStore, messages: readonly Spread[]): Promise<void> {
	const lacking = messages.filter(({ all, there }) => all.length > provedIn(there).size);
	const docs = lacking.flatMap(({ id, all, there }) => {
		const doc = archiveDocOf(id, all);
		return doc ? [{ _id: id, ...(there ? { _rev: there._rev } : {}), ...doc }] : [];
	});
	await store.writeArchived(docs);
	const written = await store.archived(messages.map(({ id }) => id));
	const gone = messages.map(({ id, here }) => {
		const proved = provedIn(written.get(id));
		return [...here.values()].filter(({ _id }) => proved.has(_id));
	});
	const tombstone = ({ _id, _rev }: WithRev<KeptFact>) => ({ _id, _rev, _deleted: true as const });
	const roots = new Set(messages.map(({ id }) => id));
	const all = gone.flat();
	await store.writeFacts(all.filter(({ _id }) => roots.has(_id)).map(tombstone));
	await store.writeFacts(all.filter(({ _id }) => !roots.has(_id)).map(tombstone));
	// another server may have brought one back at the same time, and removed what was seen here a moment ago
	const kept = await store.archived(messages.map(({ id }) => id));
	const lost = messages.filter(({ id }) => written.has(id) && !kept.has(id));
	await store.writeArchived(
		lost.flatMap(({ id, all: facts }) => {
			const doc = archiveDocOf(id, facts);
			return doc ? [{ _id: id, ...doc }] : [];
		})
	);
}

/** Puts back, verifies, and only then removes; the message itself last, so that no device shows it without what became of it. */
async function bringBack(store: MoveStore, messages: readonly Spread[]): Promise<void> {
	const back = messages.filter(({ there }) => there !== undefined);
	const missing = back.flatMap(({ here, all }) => all.filter(({ _id }) => !here.has(_id)));
	const revisions = await store.revisions(missing.map(({ _id }) => _id));
	const roots = new Set(back.map(({ id }) => id));
	// under its first revision what was removed would stay removed, so it goes on from its tombstone
	const written = missing.map((fact) =>
		revisions.has(fact._id) ? fact : { ...fact, _rev: revisionOf(fact._id) }
	);
	await store.writeFacts(written.filter(({ _id }) => !roots.has(_id)));
	await store.writeFacts(written.filter(({ _id }) => roots.has(_id)));
	const there = await store.facts(back.flatMap(({ all }) => all.map(({ _id }) => _id)));
	const whole = back.filter(({ all }) => all.every(({ _id }) => there.has(_id)));
	await store.writeArchived(
		whole.flatMap(({ id, there: doc }) => (doc ? [{ _id: id, _rev: doc._rev, _deleted: true as const }] : []))
	);
}

/**
 * Puts messages where they belong.
 * @param ids of messages that belong elsewhere, are in the archive, or are in both places
 * @param factsOf ids of all facts about a message that are among the messages
 */
export async function settle(
	store: MoveStore,
	ids: readonly string[],
	factsOf: (id: string) => readonly string[],
	ground: ArchiveGround
): Promise<void> {
	const messages = await spread(store, ids, factsOf);
	const back: Spread[] = [];
	const away: Spread[] = [];
	for (const message of messages) {
		const place = placeOf(subjectIn(message.id, message.all), ground);
		// facts whose message nobody has seen yet wait where they are (rule R7)
		if (!message.all.some(({ _id }) => _id === message.id)) continue;
		if (place === 'messages') back.push(message);
		else if (place === 'archive' || message.there) away.push(message);
	}
	await archive(store, away);
	await bringBack(store, back);
}
