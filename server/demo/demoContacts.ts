import type { Contact } from '../../src/lib/domain/directory.ts';
import { makeName } from './names.ts';
import { PLACES, STREETS } from './places.ts';
import type { Random } from './random.ts';

const DAY = 86_400_000;
const FIRST_ID = 20_000;

/** How many of 100 contacts have this studio as their own. */
const HOMES = [
	['LNU', 27],
	['LNH', 24],
	['VBR', 17],
	['GMU', 14],
	['FRS', 10],
	['SRD', 8]
] as const;

function daysBefore(now: Date, days: number): string {
	return new Date(now.getTime() - days * DAY).toISOString().slice(0, 10);
}

/** Letters that an address may have; the others lose their marks. */
function mailPart(name: string): string {
	return name
		.toLowerCase()
		.replace(/[äöü]/g, (umlaut) => `${umlaut.normalize('NFD').charAt(0)}e`)
		.replaceAll('ß', 'ss')
		.replaceAll('đ', 'd')
		.replaceAll('ı', 'i')
		.replaceAll('ł', 'l')
		.normalize('NFD')
		.replace(/[^a-z]/g, '');
}

function phoneNumber(random: Random): string {
	const net = random.pick(['0650', '0660', '0664', '0676', '0680', '0699']);
	const number = String(random.int(1_000_000, 9_999_999));
	return random.chance(0.4) ? `+43 ${net.slice(1)} ${number}` : `${net} ${number}`;
}

function makeContact(random: Random, id: number, card: string, now: Date): Contact {
	const name = makeName(random);
	const site = random.weighted(HOMES);
	const [zip, city] = random.pick(PLACES[site] ?? []);
	const age = random.int(15 * 365, 78 * 365);
	const door = random.chance(0.25) ? `/${random.int(1, 24)}` : '';
	const state = random.weighted([
		['active', 82],
		['paused', 8],
		['ended', 10]
	] as const);
	return {
		id: String(id),
		...name,
		birth: daysBefore(now, age),
		street: `${random.pick(STREETS)} ${random.int(1, 90)}${random.pick(['', '', '', 'a', 'b'])}${door}`,
		zip,
		city,
		phone: random.chance(0.95) ? phoneNumber(random) : '',
		email: random.chance(0.9) ? `${mailPart(name.first)}.${mailPart(name.last)}${id % 100}@example.com` : '',
		site,
		state,
		since: daysBefore(now, random.int(10, Math.min(11 * 365, age - 14 * 365))),
		card
	};
}

/** `count` made-up contacts as of `now`, by rising KundenID, each with a card of its own. */
export function makeDemoContacts(random: Random, now: Date, count: number): Contact[] {
	const contacts: Contact[] = [];
	let id = FIRST_ID;
	for (let index = 0; index < count; index += 1) {
		id += random.int(1, 4);
		// 7,919 is a prime and no factor of 10^8, so no two of these numbers are equal.
		const card = `MF${String((id * 7_919) % 100_000_000).padStart(8, '0')}`;
		contacts.push(makeContact(random, id, card, now));
	}
	return contacts;
}
