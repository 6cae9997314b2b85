import type * as v from 'valibot';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** erledigt */
export const doneSchema = speakingOf('done', {});
/** wieder geöffnet */
export const reopenedSchema = speakingOf('reopened', {});
export type DoneFact = Stored<v.InferOutput<typeof doneSchema>>;
export type ReopenedFact = Stored<v.InferOutput<typeof reopenedSchema>>;

export const done: FactKind<DoneFact> = {
	type: 'done',
	versions: { 1: doneSchema },
	subject: 'message',
	matter: 'completion',
	countsOnce: true
};

export const reopened: FactKind<ReopenedFact> = {
	type: 'reopened',
	versions: { 1: reopenedSchema },
	subject: 'message',
	matter: 'completion',
	countsOnce: true
};
