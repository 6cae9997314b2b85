import type * as v from 'valibot';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** erledigt: a message, or the task that a filed camera check left */
export const doneSchema = speakingOf('done', {});
/** wieder geöffnet */
export const reopenedSchema = speakingOf('reopened', {});
export type DoneFact = Stored<v.InferOutput<typeof doneSchema>>;
export type ReopenedFact = Stored<v.InferOutput<typeof reopenedSchema>>;

export const done: FactKind<DoneFact> = {
	type: 'done',
	versions: { 1: doneSchema },
	subjects: ['message', 'check'],
	matter: 'completion',
	countsOnce: true
};

export const reopened: FactKind<ReopenedFact> = {
	type: 'reopened',
	versions: { 1: reopenedSchema },
	subjects: ['message', 'check'],
	matter: 'completion',
	countsOnce: true
};
