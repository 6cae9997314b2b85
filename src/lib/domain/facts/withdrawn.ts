import type * as v from 'valibot';
import { someShort } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** zurückgezogen, with a reason: the message stays, struck through (DESIGN § 2) */
export const withdrawnSchema = speakingOf('withdrawn', { reason: someShort });
export type WithdrawnFact = Stored<v.InferOutput<typeof withdrawnSchema>>;

export const withdrawn: FactKind<WithdrawnFact> = {
	type: 'withdrawn',
	versions: { 1: withdrawnSchema },
	subjects: ['message'],
	matter: 'withdrawal',
	countsOnce: true,
	refusal(fact, root) {
		const own = fact.author.id === root.author.id;
		return own || fact.author.role !== 'staff' ? undefined : 'A1';
	}
};
