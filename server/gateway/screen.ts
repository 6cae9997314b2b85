import { refusalOfWrite } from '../../src/lib/domain/checkFact.ts';

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
}

/**
 * Sorts out what validation would refuse. The database checks all the same; but CouchDB answers some mistakes (a lone surrogate,
 * an unknown name that begins with `_`) with 400 for the whole batch, and one bad fact must not hold up the others (DESIGN § 11).
 * @param account name of the account that writes
 * @param now ms since 1970
 */
export function screen<Doc extends Sent>(
	docs: readonly Doc[],
	account: string,
	now: number
): { readonly good: Doc[]; readonly refused: Refused[] } {
	const good: Doc[] = [];
	const refused: Refused[] = [];
	for (const doc of docs) {
		const refusal = refusalOfWrite(doc as Sent & Record<string, unknown>, account, now);
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
