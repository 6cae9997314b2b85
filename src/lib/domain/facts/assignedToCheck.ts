import * as v from 'valibot';
import { factRef } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** A message was assigned to a camera check afterwards, or taken out of one where `check` is absent (S11b) */
export const assignedToCheckSchema = speakingOf('assignedToCheck', { check: v.optional(factRef) });
export type AssignedToCheckFact = Stored<v.InferOutput<typeof assignedToCheckSchema>>;

export const assignedToCheck: FactKind<AssignedToCheckFact> = {
	type: 'assignedToCheck',
	versions: { 1: assignedToCheckSchema },
	subjects: ['message'],
	matter: 'check'
};
