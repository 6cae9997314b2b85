import type { Contact } from '../../../src/lib/domain/directory.ts';

/** Numbers that look random and are the same in every run (Lehmer's generator); each is in [0, 1). */
export function repeatable(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

const FIRST_NAMES =
	`Anna Sabine Lukas Jürgen Björn Zoé Mia Đorđe Ayşe Łukasz Søren Michaela Sebastian Magdalena Ömer Theresa Günther
	Manuel Samuel Franziska Johann Elisabeth Maximilian Valentina Matthäus Ivana Kerstin Dominik Stefanie Roman`.split(
		/\s+/
	);
const BEGINNINGS =
	'Hub Mül Schö Grub Stein Wim Ed Pöll Koll Leit Brand Fisch Reit Hoch Asch Kirch Rauch Stöck'.split(' ');
const MIDDLES = 'er el en in au ing ach ber matt n s r'.split(' ');
const ENDINGS = 'er mann inger bauer hofer berger ner huber eder ić stätter maier dorfer lechner ke ß'.split(
	' '
);
const SITES = ['LNU', 'LNZ', 'WEL', 'STY', 'ENN', 'TRN'];
const STATES = ['active', 'active', 'active', 'active', 'paused', 'ended'] as const;

/** So many made-up contacts, the same in every run, with as many different last names as a chain has. */
export function madeUpContacts(count: number): Contact[] {
	const random = repeatable(20_261_123);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const digits = (length: number) => String(Math.floor(random() * 10 ** length)).padStart(length, '0');
	const syllables = () => pick(BEGINNINGS) + (random() < 0.8 ? pick(MIDDLES) : '') + pick(ENDINGS);
	const rare = () => pick(BEGINNINGS) + pick(MIDDLES) + pick(MIDDLES) + pick(ENDINGS);
	const last = () => (random() < 0.2 ? rare() : syllables());
	return Array.from({ length: count }, (_, at) => ({
		id: String(10_000 + at * 3),
		first: (random() < 0.02 ? 'Mag. ' : '') + pick(FIRST_NAMES),
		last: last() + (random() < 0.06 ? `-${last()}` : ''),
		birth: `${1940 + Math.floor(random() * 70)}-${pick(['01', '06', '11'])}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`,
		street: 'Hauptstraße 1',
		zip: '4020',
		city: 'Linz',
		phone: random() < 0.5 ? `+43 6${digits(2)} ${digits(7)}` : `06${digits(2)} ${digits(7)}`,
		email: `kunde${at}@beispiel.at`,
		site: pick(SITES),
		state: pick(STATES),
		since: '2020-01-01',
		card: `MF${digits(8)}`
	}));
}
