import * as v from 'valibot';
import { envelope, factRef, key } from './fields.ts';

/** What a subject of the fold can be: the type of fact that begins it, or a contact of the directory. */
export type SubjectKind = 'message' | 'check' | 'shift' | 'contact';

/** What the fold and the server need to know of a type of fact `F`. */
export interface FactKind<F = unknown> {
	readonly type: string;
	/** Shapes of every version shipped, by `v` (rule F5); the highest is the one that is written */
	readonly versions: Readonly<Record<number, v.GenericSchema>>;
	/** The kinds of subject that it begins or may speak of; about any other it has no effect (rule R9) */
	readonly subjects: readonly SubjectKind[];
	/** The matter that it settles (rule R3); absent for a fact that begins a subject or merely adds to it */
	readonly matter?: string;
	/** True where two of it at once say the same, whatever their details (rule R5) */
	readonly countsOnce?: boolean;
	/** True where it holds against others on its matter that do not prevail, be they later (rule R11); absent where the later always holds */
	prevails?(fact: F): boolean;
	/** Says why the fact has no effect on the subject that `root` began; absent where everyone may (rule R6) */
	refusal?(fact: F, root: FactBase): string | undefined;
}

/** The shape of a fact that begins a subject: the envelope and its own fields, nothing else. */
export function beginning<const Type extends string, Fields extends v.ObjectEntries>(
	type: Type,
	fields: Fields,
	version = 1
) {
	return v.strictObject({ type: v.literal(type), v: v.literal(version), ...envelope, ...fields });
}

/** The shape of a fact about another fact. */
export function speakingOf<const Type extends string, Fields extends v.ObjectEntries>(
	type: Type,
	fields: Fields,
	version = 1
) {
	return v.strictObject({
		type: v.literal(type),
		v: v.literal(version),
		...envelope,
		about: factRef,
		...fields
	});
}

/** The shape of a fact about a contact of the directory; `about` is the KundenID. */
export function speakingOfContact<const Type extends string, Fields extends v.ObjectEntries>(
	type: Type,
	fields: Fields,
	version = 1
) {
	return v.strictObject({ type: v.literal(type), v: v.literal(version), ...envelope, about: key, ...fields });
}

/** A fact as it is stored: its body, and the id that proves it. */
export type Stored<Body> = Body & { readonly _id: string };

type Envelope = v.InferOutput<v.StrictObjectSchema<typeof envelope, undefined>>;

/** What is known of any fact, its type aside. */
export type FactBase = Stored<Envelope & { type: string; v: number; about?: string }>;
