/** The chain of the tests as the files that the old CRM writes (DESIGN § 8). */
import { COLLEAGUES, CUSTOMERS, OFFICE, OTHER_STUDIO, STUDIO } from './people.ts';

/** What a PIN is before its owner has chosen one. */
export const GIVEN_PIN = '9000';

const lines = (...rows: readonly (readonly string[])[]): string =>
	rows.map((row) => row.join(';')).join('\r\n');

/** Standorte */
export const SITES_CSV = lines(
	['Kürzel', 'Name', 'Art'],
	...[STUDIO, OTHER_STUDIO].map(({ id, name }) => [id, name, 'Studio']),
	[OFFICE.id, OFFICE.name, 'Verwaltungsstelle']
);

/** Mitarbeiter */
export const STAFF_CSV = lines(
	['Personalnummer', 'Vorname', 'Nachname', 'Standorte', 'Rolle', 'PIN'],
	...COLLEAGUES.map(({ id, first, last, sites, role }) => [id, first, last, sites, role, GIVEN_PIN])
);

/** Kunden */
export const CONTACTS_CSV = lines(
	[
		'Kundennummer',
		'Vorname',
		'Nachname',
		'Geburtsdatum',
		'Straße',
		'PLZ',
		'Ort',
		'Telefon',
		'E-Mail',
		'Stammstudio',
		'Status',
		'Vertragsbeginn',
		'Kartennummer'
	],
	...CUSTOMERS.map(({ id, first, last, birth = '01.02.1990', phone = '', card = '' }) => [
		id,
		first,
		last,
		birth,
		'Hauptstraße 1',
		'4040',
		'Linz',
		phone,
		'',
		STUDIO.id,
		'aktiv',
		'05.01.2022',
		card
	])
);
