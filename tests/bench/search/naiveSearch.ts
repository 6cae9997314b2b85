import type { Contact } from '../../../src/lib/domain/directory.ts';

/** The naive way: every keystroke folds every field of every contact and looks whether it holds each word. */
export function naiveSearch(contacts: readonly Contact[], query: string, limit: number): Contact[] {
	const folded = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
	const words = folded(query).split(/\s+/);
	return contacts
		.filter((contact) => {
			const fields = [
				contact.id,
				contact.first,
				contact.last,
				contact.birth,
				contact.phone,
				contact.card
			].map(folded);
			return words.every((word) => fields.some((field) => field.includes(word)));
		})
		.slice(0, limit);
}
