/** Small files as the old CRM writes them, made here so that no test needs a file from elsewhere. */

export const CONTACT_HEADINGS =
	'Kundennummer;Vorname;Nachname;Geburtsdatum;Straße;PLZ;Ort;Telefon;E-Mail;Stammstudio;Status;Vertragsbeginn;Kartennummer';
export const SITE_HEADINGS = 'Kürzel;Name;Art';
export const STAFF_HEADINGS = 'Personalnummer;Vorname;Nachname;Standorte;Rolle;PIN';

/** Lines to a file, CRLF as on Windows. */
export function file(...lines: string[]): Buffer {
	return Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
}

/** A contact's row; every column can be set. */
export function contactRow(
	id: string,
	columns: Partial<Record<'first' | 'birth' | 'city' | 'site' | 'state', string>> = {}
) {
	const { first = 'Anna', birth = '03.01.1988', city = 'Gmunden', site = 'GMU', state = 'aktiv' } = columns;
	return `${id};${first};Berger;${birth};Seeweg 4;4810;${city};0664 1234567;;${site};${state};23.08.2024;MF${id}`;
}

/** A file of contacts. */
export function contacts(...rows: string[]): Buffer {
	return file(CONTACT_HEADINGS, ...rows);
}

/** Contacts with the ids `from` … `from + count - 1`. */
export function contactRows(from: number, count: number): string[] {
	return Array.from({ length: count }, (_, index) => contactRow(String(from + index)));
}

export const SITES = file(
	SITE_HEADINGS,
	'GMU;Gmunden;Studio',
	'RIE;Ried im Innkreis;Studio',
	'ZEN;Zentrale;Verwaltungsstelle'
);
