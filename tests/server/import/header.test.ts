import { describe, expect, test } from 'vitest';
import { contactTable } from '../../../server/import/contactTable.ts';
import { readHeader } from '../../../server/import/header.ts';
import { siteTable } from '../../../server/import/siteTable.ts';
import { staffTable } from '../../../server/import/staffTable.ts';
import { CONTACT_HEADINGS } from './csvFixture.ts';

const message = (headings: string) => {
	try {
		readHeader(headings.split(';'), contactTable);
	} catch (error) {
		return String(error);
	}
	return 'taken';
};

describe('readHeader', () => {
	test('finds the columns in any order and way of writing', () => {
		const header = readHeader(['ART', ' name ', 'Kuerzel'], siteTable);
		expect([...header.positions]).toEqual([
			['id', 2],
			['name', 1],
			['kind', 0]
		]);
		expect(message(CONTACT_HEADINGS.replace('Straße', 'Strasse').replace('E-Mail', 'Email'))).toBe('taken');
		expect(message(CONTACT_HEADINGS.replace('Kundennummer', 'KundenID'))).toBe('taken');
	});

	test('passes over columns that it does not know, and says which', () => {
		const header = readHeader(['Kürzel', 'Region', 'Name', 'Art', ''], siteTable);
		expect(header).toMatchObject({ ignored: ['Region'], width: 5 });
	});

	test('names the columns that are missing', () => {
		expect(message(CONTACT_HEADINGS.replace(';Ort', ''))).toContain('Es fehlt die Spalte „Ort“.');
		expect(message('Kundennummer;Vorname')).toContain('Es fehlen die Spalten „Nachname“, „Geburtsdatum“');
	});

	test('does without the PIN column', () => {
		const headings = ['Personalnummer', 'Vorname', 'Nachname', 'Standorte', 'Rolle'];
		expect(readHeader(headings, staffTable).positions.has('pin')).toBe(false);
	});

	test('says what it expects where nothing fits', () => {
		expect(message('a;b')).toContain('Die erste Zeile muss die Spalten nennen (Kundennummer;Vorname;');
		expect(message(CONTACT_HEADINGS.replaceAll(';', ','))).toContain('durch Strichpunkte getrennt');
	});

	test('refuses a column that stands there twice', () => {
		expect(message(`${CONTACT_HEADINGS};Ort`)).toContain('Die Spalte „Ort“ kommt zweimal vor.');
	});
});
