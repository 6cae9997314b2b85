import * as v from 'valibot';
import { short } from './fields.ts';
import { speakingOf, type FactBase, type FactKind, type Stored } from './kind.ts';
import type { MessageFact } from './message.ts';

/** Sperre aufgehoben (S17): ends the block that the message it is about began */
export const liftedSchema = speakingOf('lifted', { reason: v.optional(short) });
export type LiftedFact = Stored<v.InferOutput<typeof liftedSchema>>;

export const lifted: FactKind<LiftedFact> = {
	type: 'lifted',
	versions: { 1: liftedSchema },
	subjects: ['message'],
	matter: 'lift',
	countsOnce: true,
	refusal(fact, root: FactBase & Partial<Pick<MessageFact, 'block'>>) {
		const needsReason = root.block?.reserved === true && fact.author.role === 'staff';
		return needsReason && fact.reason === undefined ? 'A6' : undefined;
	}
};
