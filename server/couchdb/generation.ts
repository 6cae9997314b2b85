/** Which generation of the data this is: devices pull their replicas anew when it changes (DESIGN § 3). */
import type { Couch } from './couch.ts';
import { once, read, update } from './documents.ts';

/** `generation` in `private`. */
export interface GenerationDoc {
	/** Part of the remote's id on every device */
	readonly id: string;
	/** Since when a restore is under way, ms since 1970: nobody is let through to what is half there */
	readonly restoring?: number;
}

const ID = 'generation';
const BYTES = 12;

type Random = (length: number) => Uint8Array;

const newId = (random: Random): string => Buffer.from(random(BYTES)).toString('base64url');

/** The generation as it stands; undefined where the databases are not set up. */
export async function readGeneration(couch: Couch): Promise<GenerationDoc | undefined> {
	const doc = await read<GenerationDoc>(couch.db('private'), ID);
	return doc && { id: doc.id, ...(doc.restoring === undefined ? {} : { restoring: doc.restoring }) };
}

/** The generation; the first one where there is none. Two servers that start at once agree on one. */
export async function foundGeneration(couch: Couch, random: Random): Promise<GenerationDoc> {
	const { id, restoring } = await once<GenerationDoc>(couch.db('private'), ID, { id: newId(random) });
	return { id, ...(restoring === undefined ? {} : { restoring }) };
}

/**
 * Gives the data a new generation: every device drops its replicas, pulls them anew, and sends again what it had written in the last
 * 30 days and the server lacks (rules G1 to G3). Servers that run notice within seconds.
 * @returns its id; undefined where a restore is under way, which gives the data a new one at its end: until then nobody is let through
 */
export async function renewGeneration(couch: Couch, random: Random): Promise<string | undefined> {
	const id = newId(random);
	const now = await update<GenerationDoc>(couch.db('private'), ID, (old) =>
		old?.restoring === undefined ? { id } : undefined
	);
	return now?.restoring === undefined ? id : undefined;
}

/** A restore begins, `at` ms since 1970: until {@link endRestore} nobody is let through. */
export async function beginRestore(couch: Couch, random: Random, at: number): Promise<void> {
	await update<GenerationDoc>(couch.db('private'), ID, () => ({ id: newId(random), restoring: at }));
}

/** The restore is done, and the data of another generation. @returns its id */
export async function endRestore(couch: Couch, random: Random): Promise<string> {
	const id = newId(random);
	await update<GenerationDoc>(couch.db('private'), ID, () => ({ id }));
	return id;
}

/** True where what is there may be half there. */
export async function isRestoring(couch: Couch): Promise<boolean> {
	return (await readGeneration(couch))?.restoring !== undefined;
}
