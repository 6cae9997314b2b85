import type * as v from 'valibot';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** archiviert by hand (S20) */
export const archivedSchema = speakingOf('archived', {});
/** aus dem Archiv zurückgeholt */
export const restoredSchema = speakingOf('restored', {});
export type ArchivedFact = Stored<v.InferOutput<typeof archivedSchema>>;
export type RestoredFact = Stored<v.InferOutput<typeof restoredSchema>>;

/** Archiving by hand is for leads and the office (DESIGN § 6). */
function refusal(fact: ArchivedFact | RestoredFact): string | undefined {
	return fact.author.role === 'staff' ? 'A3' : undefined;
}

export const archived: FactKind<ArchivedFact> = {
	type: 'archived',
	versions: { 1: archivedSchema },
	subjects: ['message'],
	matter: 'archive',
	refusal
};

export const restored: FactKind<RestoredFact> = {
	type: 'restored',
	versions: { 1: restoredSchema },
	subjects: ['message'],
	matter: 'archive',
	refusal
};
