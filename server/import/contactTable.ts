import { contact, type Contact, type ContractState } from '../../src/lib/domain/directory.ts';
import { germanDate } from './germanDate.ts';
import { requireKnownSite } from './knownSite.ts';
import { quoted, RowProblem } from './rowProblem.ts';
import type { TableSpec } from './tableSpec.ts';

const STATES: ReadonlyMap<string, ContractState> = new Map([
	['aktiv', 'active'],
	['ruhend', 'paused'],
	['gekündigt', 'ended']
]);

type ContactColumn = Exclude<keyof Contact, 'gone'>;

/** Kontakte, as the old CRM writes them. */
export const contactTable: TableSpec<ContactColumn, Contact> = {
	title: 'Kontakte',
	columns: {
		id: ['Kundennummer', 'KundenID'],
		first: ['Vorname'],
		last: ['Nachname'],
		birth: ['Geburtsdatum'],
		street: ['Straße'],
		zip: ['PLZ'],
		city: ['Ort'],
		phone: ['Telefon'],
		email: ['E-Mail'],
		site: ['Stammstudio'],
		state: ['Status'],
		since: ['Vertragsbeginn'],
		card: ['Kartennummer']
	},
	id: { key: 'id', label: 'KundenID', missing: 'Keine KundenID' },
	schema: contact,
	toItem(values, knownSites) {
		const birth = germanDate(values.birth, 'Geburtsdatum');
		const since = germanDate(values.since, 'Vertragsbeginn');
		if (values.site !== '') requireKnownSite(values.site, knownSites);
		const state = STATES.get(values.state.toLowerCase());
		// A guess would tell people at the door that somebody has a contract.
		if (state === undefined) throw new RowProblem('state', `Unbekannter Status „${quoted(values.state)}“`);
		return { ...values, birth, since, state };
	}
};
