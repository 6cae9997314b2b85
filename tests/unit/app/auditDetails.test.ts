import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/lib/app/api/audit.ts';
import { auditDetail } from '../../../src/lib/app/auditDetails.ts';
import { auditAbout, auditCsv } from '../../../src/lib/app/auditWords.ts';
import type { Dienstbuch } from '../../../src/lib/app/dienstbuch.svelte.ts';
import { DirectoryState } from '../../../src/lib/app/directoryState.svelte.ts';

const directory = new DirectoryState();
const sites = [{ id: 'LNU', name: 'Linz Urfahr', kind: 'studio' }];
directory.put([Object.assign({ _id: 'sites' }, { sites })]);
const app = { directory, clock: { now: Date.UTC(2026, 10, 30, 12) } } as unknown as Dienstbuch;

function entry(what: AuditEntry['what'], detail: AuditEntry['detail'], about?: string): AuditEntry {
	const who = { name: 'Anna', role: 'admin' as const };
	return { id: '1', at: '2026-11-30T12:00:00Z', what, who, about, detail };
}

const said: readonly [AuditEntry['what'], NonNullable<AuditEntry['detail']>, string][] = [
	['role', { from: 'none', to: 'lead' }, 'bisher ohne Rolle, jetzt Leitung'],
	['paired', { site: 'LNU' }, 'Linz Urfahr'],
	['paired', { site: 'GONE' }, 'GONE'],
	['pairing', { site: 'LNU', label: 'Tablet Empfang' }, 'Linz Urfahr, Tablet Empfang'],
	[
		'settings',
		{ changed: 'idleMinutes, boardUrl' },
		'Sperre nach Minuten ohne Bedienung, Adresse des Community Boards'
	],
	['connector', { changed: 'access, entries-key' }, 'Zutrittskontrolle, Schlüssel für Eintritte'],
	['export', { list: 'audit' }, 'Protokoll'],
	['import', { source: 'folder', done: false }, 'überwachter Ordner, nicht importiert'],
	[
		'import',
		{ source: 'web', done: true, 'staff.new': 2, 'staff.changed': 0, 'staff.gone': 1, 'staff.rejected': 0 },
		'Mitarbeiter: 2 neu, 1 nicht mehr dabei'
	],
	[
		'erasure',
		{ again: true, contacts: 1, messages: 2, archived: 0, pictures: 0, entries: 0 },
		'erneut, Stammdaten, 2 Mitteilungen'
	],
	['retention', { pictures: 3, facts: 0, archived: 1 }, 'Fotos: 3, aus dem Archiv: 1'],
	['rescue', { taken: 4, known: 1, refused: 0 }, '4 übernommen, 1 schon bekannt'],
	['backup', { name: '20261130', documents: 900, added: 12 }, '20261130, 900 Dokumente, 12 neu'],
	['password', { temporary: true }, 'zurückgesetzt, gilt einmal']
];

describe('what the audit list knows beyond who did what', () => {
	it.each(said)('%s %j is said in words', (what, detail, words) => {
		expect(auditDetail(app, entry(what, detail))).toBe(words);
	});

	it('is nothing where there is nothing', () => {
		expect(auditDetail(app, entry('sign-out', undefined))).toBe('');
	});

	it('stays as it is where a newer server knows more', () => {
		expect(auditDetail(app, entry('sign-out', { place: 'x' }))).toBe('place: x');
		expect(auditDetail(app, entry('settings', { changed: 'newSetting' }))).toBe('newSetting');
	});

	it('names a list that was changed', () => {
		expect(auditAbout(app, entry('list', undefined, 'houseRules'))).toBe('Hausordnung');
	});

	it('stands in the file with words for the role too', () => {
		expect(auditCsv(app, [entry('role', { from: 'lead', to: 'none' })])).toContain('Administration');
	});
});
