import { bodyOf } from './canonical.ts';
import type { Author } from './facts/fields.ts';
import { writtenVersion, type Fact } from './facts/registry.ts';
import { factId, uuidV7 } from './ids.ts';

/** Who writes, where, and when: what every command needs besides its input. */
export interface Writer {
	/** The corrected time, ms since 1970, UTC */
	now(): number;
	/** `length` random bytes */
	random(length: number): Uint8Array;
	readonly device: string;
	readonly deviceSite: string;
	readonly author: Author;
	/** Id of the writer's `shiftStarted` fact */
	readonly shift?: string;
}

/** The fields that {@link issue} adds by itself. */
type Envelope = '_id' | 'v' | 'at' | 'device' | 'deviceSite' | 'shift' | 'author' | 'atDevice';
/** A fact of a type without what the writer adds. */
export type Draft<Type extends Fact['type']> = Type extends Fact['type']
	? Omit<Extract<Fact, { type: Type }>, Envelope>
	: never;

/** Fields that are `undefined` are no fields: they would not survive storage, and the hash leaves them out. */
function withoutUndefined<T extends object>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/** Makes a fact of what a command has to say: adds time, place and author, and the id that proves it (rule F3). */
export function issue<Type extends Fact['type']>(
	writer: Writer,
	draft: Draft<Type>
): Extract<Fact, { type: Type }> {
	// A measured clock has fractions of a millisecond, which an id has no place for.
	const at = new Date(writer.now()).toISOString();
	const body = withoutUndefined({
		...draft,
		v: writtenVersion(draft.type),
		at,
		device: writer.device,
		deviceSite: writer.deviceSite,
		author: writer.author,
		shift: writer.shift
	});
	const id = factId(uuidV7(Date.parse(at), writer.random(16)), body);
	return { ...body, _id: id } as unknown as Extract<Fact, { type: Type }>;
}

/** The same content at another instant: what {@link bodyOf} gives, with changed fields, under a new id. */
export function issueAgain(fact: Fact, changes: Partial<Fact> & { at: string }, random: Uint8Array): Fact {
	const body = withoutUndefined({ ...bodyOf(fact), ...changes });
	return { ...body, _id: factId(uuidV7(Date.parse(changes.at), random), body) } as unknown as Fact;
}
