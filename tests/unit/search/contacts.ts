import type { Contact } from '../../../src/lib/domain/directory.ts';

let next = 0;

/** A contact with nothing but what a test says, and a KundenID of its own that no query of a test hits by chance. */
export function contact(fields: Partial<Contact> = {}): Contact {
	next++;
	return {
		id: `X${next}`,
		first: '',
		last: '',
		birth: '',
		street: '',
		zip: '',
		city: '',
		phone: '',
		email: '',
		site: 'LNU',
		state: 'active',
		since: '',
		card: '',
		...fields
	};
}

/** A contact from `Last, First`. */
export function named(name: string, fields: Partial<Contact> = {}): Contact {
	const [last = '', first = ''] = name.split(', ');
	return contact({ last, first, ...fields });
}
