import type { Person } from '../facts/fields.ts';
import { MAX_KEY, MAX_SHORT } from '../limits.ts';
import { cleanLine } from './cleanText.ts';
import type { FieldProblem } from './result.ts';

/** What is wrong with the person that a message is to be about. Only what was typed by hand can be mended by hand. */
export function problemsOfPerson(person: Person | undefined): FieldProblem[] {
	if (!person) return [{ field: 'contact', problem: 'missing' }];
	if (person.kind === 'contact') return [];
	const name = cleanLine(person.name);
	if (person.kind === 'named' && name === '') return [{ field: 'contact', problem: 'missing' }];
	const id = person.kind === 'named' ? cleanLine(person.id ?? '') : '';
	const tooLong = name.length > MAX_SHORT || id.length > MAX_KEY;
	return tooLong ? [{ field: 'contact', problem: 'too-long' }] : [];
}

/**
 * The person as a fact keeps it. A contact's name is a copy for reading, so it is made to fit: the directory has contacts without
 * a name, and some with two long ones, and a message about them is never refused (DESIGN § 7.6).
 */
export function storedPerson(person: Person): Person {
	const name = cleanLine(person.name);
	if (person.kind === 'contact') return { ...person, name: cleanLine(name.slice(0, MAX_SHORT)) || person.id };
	if (person.kind === 'unknown') return { ...person, name };
	return { ...person, id: cleanLine(person.id ?? '') || undefined, name };
}
