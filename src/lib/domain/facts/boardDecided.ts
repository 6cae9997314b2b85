import * as v from 'valibot';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** Whether the message goes over to the Community Board, decided after it was saved (S19) */
export const boardDecidedSchema = speakingOf('boardDecided', { board: v.boolean() });
export type BoardDecidedFact = Stored<v.InferOutput<typeof boardDecidedSchema>>;

export const boardDecided: FactKind<BoardDecidedFact> = {
	type: 'boardDecided',
	versions: { 1: boardDecidedSchema },
	subjects: ['message'],
	matter: 'board'
};
