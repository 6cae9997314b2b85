import type * as v from 'valibot';
import { assignee } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** weitergegeben: somebody else sees to the message, or to the task of a camera check, from now on (S9) */
export const reassignedSchema = speakingOf('reassigned', { assignee });
export type ReassignedFact = Stored<v.InferOutput<typeof reassignedSchema>>;

export const reassigned: FactKind<ReassignedFact> = {
	type: 'reassigned',
	versions: { 1: reassignedSchema },
	subjects: ['message', 'check'],
	matter: 'assignee'
};
