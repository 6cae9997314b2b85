/** Whose data was erased, as the directory tells the devices: they drop what they alone still have of these people. */
import * as v from 'valibot';
import { contentHash } from './hash.ts';

/** Id of the document in the directory. */
export const ERASURES_DOC = 'erasures';

/** Names nobody: a mark is the hash of a KundenID. Whoever guesses the KundenID can tell that it is among them, and no more. */
export const erasures = v.object({
	/** Of this installation alone */
	salt: v.string(),
	marks: v.array(v.string())
});
export type Erasures = v.InferOutput<typeof erasures>;

/** The mark of a KundenID. */
export function markOf(salt: string, contact: string): string {
	return contentHash(`${salt}:${contact}`);
}

/** Says of a KundenID whether the person's data was erased. Each is computed once: the same few come again and again. */
export function erasedIn({ salt, marks }: Erasures): (contact: string | undefined) => boolean {
	const known = new Set(marks);
	const said = new Map<string, boolean>();
	return (contact) => {
		if (contact === undefined || contact === '' || known.size === 0) return false;
		const before = said.get(contact);
		if (before !== undefined) return before;
		const erased = known.has(markOf(salt, contact));
		said.set(contact, erased);
		return erased;
	};
}
