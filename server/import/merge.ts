import { isDeepStrictEqual } from 'node:util';

/** Something that an import brings and can mark gone. */
export interface Imported {
	id: string;
	gone?: boolean;
	/** Fields that an administrator has set; `gone` for whether it is gone */
	kept?: readonly string[];
}

/** An entry in the preview. */
export interface Sample {
	id: string;
	label: string;
	/** Which fields differ, on a changed one; `gone` on one that came back */
	fields?: string[];
}

/**
 * What an import does to one table. Each entry of the file that was not rejected counts once in the first
 * three.
 */
export interface Changes {
	new: number;
	/** Those that came back after they had been gone are among them */
	changed: number;
	unchanged: number;
	/** Marked gone by this import; those that were gone before are not counted again */
	gone: number;
	/** The first few of each, in the order of the file */
	samples: { new: Sample[]; changed: Sample[]; gone: Sample[] };
}

const SAMPLES = 5;

/** Nothing counted yet. */
export function noChanges(): Changes {
	return { new: 0, changed: 0, unchanged: 0, gone: 0, samples: { new: [], changed: [], gone: [] } };
}

/** Counts an entry, and keeps it for the preview if it is one of the first of its sort. */
export function count(changes: Changes, sort: 'new' | 'changed' | 'gone', sample: Sample): void {
	changes[sort] += 1;
	if (changes.samples[sort].length < SAMPLES) changes.samples[sort].push(sample);
}

/** Nearly all fields are texts, for which the thorough comparison takes ten times as long. */
function same(a: unknown, b: unknown): boolean {
	return a === b || isDeepStrictEqual(a, b);
}

/**
 * What the file says laid over what is there: fields that the file does not know (a site's Tageswechsel)
 * stay, and so do those that an administrator has set. `fields` are those that differ, none where nothing does; `gone` among them where the entry came
 * back.
 */
export function merged<T extends Imported>(current: T, incoming: T): { value: T; fields: string[] } {
	const fields = (Object.keys(incoming) as (keyof T & string)[]).filter(
		(field) => field !== 'gone' && !current.kept?.includes(field) && !same(current[field], incoming[field])
	);
	const back = current.gone === true && !current.kept?.includes('gone');
	const value = { ...current };
	for (const field of fields) value[field] = incoming[field];
	if (back) delete value.gone;
	return { value, fields: back ? [...fields, 'gone'] : fields };
}
