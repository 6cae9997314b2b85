import type * as v from 'valibot';
import { person } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** The person of a message turned out to be this contact; a later one corrects it (DESIGN § 7.5) */
export const identifiedSchema = speakingOf('identified', { contact: person });
export type IdentifiedFact = Stored<v.InferOutput<typeof identifiedSchema>>;

export const identified: FactKind<IdentifiedFact> = {
	type: 'identified',
	versions: { 1: identifiedSchema },
	subjects: ['message'],
	matter: 'contact'
};
