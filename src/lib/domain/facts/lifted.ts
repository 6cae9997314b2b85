import * as v from 'valibot';
import { short } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** Sperre aufgehoben (S17): ends the block that the message it is about began */
export const liftedSchema = speakingOf('lifted', { reason: v.optional(short) });
export type LiftedFact = Stored<v.InferOutput<typeof liftedSchema>>;

export const lifted: FactKind<LiftedFact> = {
	type: 'lifted',
	versions: { 1: liftedSchema },
	subject: 'message',
	matter: 'lift',
	countsOnce: true
};
