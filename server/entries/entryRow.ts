import * as v from 'valibot';
import { entryEvent, type EntryEvent } from '../../src/lib/domain/entries.ts';

/** An event as it was delivered, and where it stood. */
export const entryRow = v.object({
	/** In a file the line, as an editor counts; in a list its place, from 1 */
	line: v.number(),
	/** Kürzel */
	site: v.string(),
	event: entryEvent
});
export type EntryRow = v.InferOutput<typeof entryRow>;

const BY_HAND = ['rezeption', 'hand', 'von hand', 'manuell', 'empfang', 'theke'];

/** How somebody came in, by the word of the access control: a word that is new to us is most likely another terminal. */
export function wayOf(word: string): EntryEvent['way'] {
	return BY_HAND.includes(word.toLowerCase()) ? 'hand' : 'card';
}

/** Home or guest, by the word of the access control. */
export function visitOf(word: string): EntryEvent['visit'] {
	const folded = word.toLowerCase();
	if (folded === 'gast' || folded === 'guest') return 'guest';
	return folded === 'home' || folded === 'heim' ? 'home' : '';
}
