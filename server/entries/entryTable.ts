import { requireKnownSite } from '../import/knownSite.ts';
import type { TableSpec } from '../import/tableSpec.ts';
import { entryRow, visitOf, wayOf, type EntryRow } from './entryRow.ts';
import { germanEntryTime, type EntryTimes } from './entryTime.ts';

/** Headings of the file, whose first ones are those of the chain's access control. */
export const ENTRY_COLUMNS = {
	time: ['Zeitpunkt'],
	site: ['Studio'],
	terminal: ['Zugang'],
	way: ['Art'],
	card: ['Kartennummer'],
	contact: ['Kundennummer', 'KundenID'],
	name: ['Name'],
	visit: ['Besuch']
} as const;

/** What a file may lack. */
export const ENTRY_OPTIONAL = ['terminal', 'way', 'contact', 'name', 'visit'] as const;

/**
 * Zutritte, as the access control writes them. Rejected are impossible times and unknown sites; a card that nobody has is an event
 * all the same (DESIGN § 8).
 */
export function entryTable(times: EntryTimes): TableSpec<keyof typeof ENTRY_COLUMNS, EntryRow> {
	return {
		title: 'Zutritte',
		columns: ENTRY_COLUMNS,
		optional: ENTRY_OPTIONAL,
		schema: entryRow,
		toItem({ time, site, terminal, way, card, contact, name, visit }, knownSites, line) {
			requireKnownSite(site, knownSites);
			const at = germanEntryTime(time, site, times);
			const event = { at, terminal, way: wayOf(way), card, contact, name, visit: visitOf(visit) };
			return { line, site, event };
		}
	};
}
