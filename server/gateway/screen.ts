import { isDeepStrictEqual } from 'node:util';
import { personOf, type Identity, type Session } from '../accounts/identity.ts';
import { refusalOfWrite, type Refusal } from '../../src/lib/domain/checkFact.ts';
import { revisionOf } from '../../src/lib/domain/ids.ts';

/** A document that is not passed on, in the form of CouchDB's own refusals. */
export interface Refused {
	readonly id: string;
	readonly rev: string;
	readonly error: 'forbidden';
	/** `field: reason`, as the validate function says it */
	readonly reason: string;
}

/** A document of a batch that has at least these. */
export interface Sent {
	readonly _id: string;
	readonly _rev: string;
	/** Replicators say by it what the document went through */
	readonly _revisions?: unknown;
}

/** An account that writes. */
export interface Writing {
	readonly identity: Pick<Identity, 'account' | 'staff' | 'role'>;
	/** As with a {@link Session}: what somebody writes after that, they write without the role that they had */
	readonly endedAt?: Session['endedAt'];
}

/**
 * Why a document is not to be taken from an account; undefined where it is.
 * @param now ms since 1970
 */
export function refusalFrom(
	{ identity, endedAt = Infinity }: Writing,
	doc: Readonly<Record<string, unknown>>,
	now: number
): Refusal | undefined {
	const person = personOf(identity);
	const late = Date.parse(String(doc.at)) > endedAt;
	return refusalOfWrite(doc, identity.account, now, person && late ? { ...person, role: 'staff' } : person);
}

/**
 * A fact has one revision and nothing before it. Under another one CouchDB refuses it, and that would be too late: its arrival is written down before
 * it is passed on, and nobody may choose when a fact arrived, or fill the audit list with what never comes in.
 */
function refusalOfRevision({ _id, _rev, _revisions }: Sent): Refusal | undefined {
	const revision = revisionOf(_id);
	if (_rev !== revision) return { field: '_rev', reason: 'hash' };
	const [start, hash] = revision.split('-');
	// CouchDB goes by whichever of the two names comes last
	const only = { start: Number(start), ids: [hash] };
	if (_revisions === undefined || isDeepStrictEqual(_revisions, only)) return undefined;
	return { field: '_revisions', reason: 'hash' };
}

/**
 * Sorts out what validation would refuse. The database checks all the same; but CouchDB answers some mistakes (a lone surrogate,
 * an unknown name that begins with `_`) with 400 for the whole batch, and one bad fact must not hold up the others (DESIGN § 11).
 * @param now ms since 1970
 */
export function screen<Doc extends Sent>(
	docs: readonly Doc[],
	writing: Writing,
	now: number
): { readonly good: Doc[]; readonly refused: Refused[] } {
	const good: Doc[] = [];
	const refused: Refused[] = [];
	for (const doc of docs) {
		const refusal =
			refusalFrom(writing, doc as Sent & Record<string, unknown>, now) ?? refusalOfRevision(doc);
		if (!refusal) good.push(doc);
		else
			refused.push({
				id: doc._id,
				rev: doc._rev,
				error: 'forbidden',
				reason: `${refusal.field}: ${refusal.reason}`
			});
	}
	return { good, refused };
}
