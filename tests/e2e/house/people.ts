/** The made-up chain of the tests: few people, each for a purpose, so that a test can name whom it means. */

/** A person of the staff. */
export interface Colleague {
	readonly id: string;
	readonly first: string;
	readonly last: string;
	readonly sites: string;
	readonly role: 'Mitarbeiter' | 'Leitung' | 'Verwaltung';
	/** Known before the first check-in, so that the first one without network can be tested with the others */
	readonly pin: string;
}

/** A customer. */
export interface Customer {
	readonly id: string;
	readonly first: string;
	readonly last: string;
	/** `dd.mm.yyyy`, as the files of the old CRM have it */
	readonly birth?: string;
	readonly phone?: string;
	readonly card?: string;
}

export const COMPANY = 'MAGICFIT';
/** The studio of the tablets. */
export const STUDIO = { id: 'LNU', name: 'Linz Urfahr' };
export const OTHER_STUDIO = { id: 'WEL', name: 'Wels' };
export const OFFICE = { id: 'VER', name: 'Verwaltung Linz' };

export const ADMIN = { name: 'Berta Admin', username: 'berta', password: 'ein ganzer Satz als Passwort' };

export const ANNA: Colleague = {
	id: '101',
	first: 'Anna',
	last: 'Kaya',
	sites: 'LNU',
	role: 'Mitarbeiter',
	pin: '2718'
};
export const MEHMET: Colleague = {
	id: '102',
	first: 'Mehmet',
	last: 'Öztürk',
	sites: 'LNU,WEL',
	role: 'Mitarbeiter',
	pin: '3141'
};
export const EVA: Colleague = {
	id: '103',
	first: 'Eva',
	last: 'Leitner',
	sites: 'LNU',
	role: 'Leitung',
	pin: '5772'
};
export const GEORG: Colleague = {
	id: '104',
	first: 'Georg',
	last: 'Wimmer',
	sites: 'VER',
	role: 'Verwaltung',
	pin: '6626'
};
/** Somebody whose PIN a test may change: the others' are needed as they are. */
export const NORA: Colleague = {
	id: '105',
	first: 'Nora',
	last: 'Egger',
	sites: 'LNU',
	role: 'Mitarbeiter',
	pin: '8128'
};
export const COLLEAGUES: readonly Colleague[] = [ANNA, MEHMET, EVA, GEORG, NORA];

export const MUELLER: Customer = {
	id: '48213',
	first: 'Sabine',
	last: 'Müller',
	birth: '13.06.1986',
	phone: '0664 3631412',
	card: 'MF96540423'
};
export const DORDEVIC: Customer = {
	id: '48310',
	first: 'Dragan',
	last: 'Đorđević',
	birth: '03.01.1979',
	card: 'MF54177993'
};
export const WEISS: Customer = {
	id: '48402',
	first: 'Jörg',
	last: 'Weiß',
	birth: '22.05.1973',
	phone: '0650 9772134'
};

/** More customers, so that a list is a list, and each test that writes can have one of its own. */
const OTHERS = `Gruber Theresa, Pichler Lukas, Steiner Petra, Moser Tobias, Hofer Daniela, Berger Florian, Eder Katharina,
Fischer Michael, Winkler Laura, Auer Thomas, Lechner Claudia, Aigner Stefan, Koller Lena, Haas Markus, Stadler Ingrid,
Riegler David, Schober Julia, Ortner Franz, Posch Verena, Zauner Peter, Plank Bianca, Traun Simon, Ecker Martina,
Raml Felix, Kirchmayr Paul, Wurzinger Alois, Hackl Nicole, Strobl Karl, Grabner Eva, Kitzberger Ulrike,
Glaser Franz, Huemer Josef, Kogler Anita, Leeb Egon, Bernhofer Tom, Zehetner Ivo, Nagl Johann, Rauch Ferdinand`;

/** The customers by surname. */
const others = new Map(
	OTHERS.split(',').map((name, index): [string, Customer] => {
		const [last = '', first = ''] = name.trim().split(' ');
		return [last, { id: String(50_001 + index * 7), first, last, card: `MF${70_000_001 + index}` }];
	})
);

/** The customer of that surname. @throws Error where there is none */
export function customer(last: string): Customer {
	const found = others.get(last);
	if (!found) throw new Error(`no customer called ${last}`);
	return found;
}

export const CUSTOMERS: readonly Customer[] = [MUELLER, DORDEVIC, WEISS, ...others.values()];

/** As lists have it: `Müller, Sabine`. */
export function listed({ first, last }: { first: string; last: string }): string {
	return `${last}, ${first}`;
}
