/** The list of erasures: whose data is to be nowhere, whatever a device or an older backup brings back. Kept as hashes. */
import { createHmac } from 'node:crypto';
import { markOf } from '../../src/lib/domain/erasures.ts';
import type { ServerContext } from '../context.ts';
import { listByPrefix, update } from '../couchdb/documents.ts';

/** Ids of the list's documents in `private` begin with it; the hash of the KundenID follows. */
export const ERASED_PREFIX = 'erased:';

/** How much there was of a person. */
export interface ErasedCounts {
	/** Pages of the directory that the person stood in */
	readonly contacts: number;
	readonly messages: number;
	/** Messages in the archive */
	readonly archived: number;
	readonly pictures: number;
	/** Entry events */
	readonly entries: number;
}

/** `erased:<hash>`. Every hash is an HMAC under the key of this installation, which stands in `private` too. */
export interface ErasedDoc {
	/** When it was asked for first, ms since 1970 */
	readonly at: number;
	/** Who asked for it */
	readonly by: { readonly account?: string; readonly name: string };
	/** Hashes of every KundenID of the person */
	readonly contacts: readonly string[];
	/** Hashes of the numbers of their member cards, as the directory had them when it was asked for */
	readonly cards: readonly string[];
	/** When that was, ms since 1970: a card goes on to somebody else. Absent in older ones, where it was {@link at} */
	readonly cardsAt?: number;
	/** Hashes of the ids of the messages that went: what devices still say of them goes as well */
	readonly subjects: readonly string[];
	/** See `markOf` */
	readonly marks: readonly string[];
	/** Ids of pictures that belonged to what went, and may still be there; absent where there are none */
	readonly pictures?: readonly string[];
	readonly counts: ErasedCounts;
	/** When all of it was gone, ms since 1970; absent while it is under way */
	readonly doneAt?: number;
	/** When something of it had come back and was erased again, ms since 1970 */
	readonly againAt?: number;
}

type Ground = Pick<ServerContext, 'couch' | 'database'>;
type Hashed = 'contact' | 'card' | 'subject' | 'salt';

/** The hash under which something is kept in the list. */
export function hashOf({ database }: Pick<Ground, 'database'>, kind: Hashed, text: string): string {
	return createHmac('sha256', database.secret).update(`erased ${kind}:${text}`).digest('base64url');
}

/** The salt of the marks that devices get. */
export function saltOf(ground: Pick<Ground, 'database'>): string {
	return hashOf(ground, 'salt', '').slice(0, 22);
}

/** The mark of a KundenID for the devices of this installation. */
export function deviceMark(ground: Pick<Ground, 'database'>, contact: string): string {
	return markOf(saltOf(ground), contact);
}

/** All erasures by their ids, in no order. */
export async function listErased({ couch }: Pick<Ground, 'couch'>): Promise<Map<string, ErasedDoc>> {
	const docs = await listByPrefix<ErasedDoc>(couch.db('private'), ERASED_PREFIX);
	return new Map(docs.map(({ _id, _rev, ...doc }) => [_id, doc]));
}

/** Changes one of them, or begins it; see `update`. */
export async function changeErased(
	{ couch }: Pick<Ground, 'couch'>,
	id: string,
	change: (old: ErasedDoc | undefined) => ErasedDoc | undefined
): Promise<void> {
	await update<ErasedDoc>(couch.db('private'), id, change);
}

/** Says of what is found whether it is to go: gives the id of the erasure that wants it, or undefined. */
export interface Wanted {
	/** True where nothing was ever erased */
	readonly none: boolean;
	contact(id: string): string | undefined;
	/** @param at when it was used, ISO 8601, UTC: what comes after the erasure is of whom the card was given to */
	card(card: string, at: string): string | undefined;
	subject(id: string): string | undefined;
}

/** The list as a question that can be asked of everything that is found. */
export function wantedBy(ground: Pick<Ground, 'database'>, docs: ReadonlyMap<string, ErasedDoc>): Wanted {
	const indexOf = (of: (doc: ErasedDoc) => readonly string[]): Map<string, string> =>
		new Map([...docs].flatMap(([id, doc]) => of(doc).map((hash) => [hash, id] as const)));
	const ask = (kind: Hashed, index: ReadonlyMap<string, string>) => (text: string) =>
		index.size === 0 || text === '' ? undefined : index.get(hashOf(ground, kind, text));
	const cardsAt = (doc: ErasedDoc): number => doc.cardsAt ?? doc.at;
	// of several who had one card the last erasure reaches furthest
	const byCard = new Map(
		[...docs]
			.sort(([, one], [, other]) => cardsAt(one) - cardsAt(other))
			.flatMap(([id, doc]) => doc.cards.map((hash) => [hash, { id, until: cardsAt(doc) }] as const))
	);
	return {
		none: docs.size === 0,
		contact: ask(
			'contact',
			indexOf(({ contacts }) => contacts)
		),
		card(text, at) {
			if (byCard.size === 0 || text === '') return undefined;
			const erased = byCard.get(hashOf(ground, 'card', text));
			return erased && Date.parse(at) <= erased.until ? erased.id : undefined;
		},
		subject: ask(
			'subject',
			indexOf(({ subjects }) => subjects)
		)
	};
}
