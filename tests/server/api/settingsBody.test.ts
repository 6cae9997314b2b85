import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, settings } from '../../../src/lib/domain/directory.ts';
import { settingsBody } from '../../../server/api/settings.ts';

const fieldOf = (change: object): string | null | undefined => {
	const result = v.safeParse(settingsBody, { ...DEFAULT_SETTINGS, ...change });
	return result.success ? undefined : v.getDotPath(result.issues[0]);
};

describe('settings', () => {
	it('may stay as they were, and are what the directory keeps', () => {
		expect(v.is(settings, v.parse(settingsBody, DEFAULT_SETTINGS))).toBe(true);
		const connectors = ['accessConnected', 'boardConnected'];
		expect([...Object.keys(settingsBody.entries), ...connectors].sort()).toEqual(
			Object.keys(settings.entries).sort()
		);
	});

	it('are set in parts', () => {
		expect(v.parse(settingsBody, { idleMinutes: 5 })).toEqual({ idleMinutes: 5 });
		expect(v.parse(settingsBody, { boardConnected: true })).toEqual({});
	});

	it('hold the archive between a month and ten years (S20), and the board to kinds that there are (S19)', () => {
		expect([0, 29, 3651, 45.5, '90'].map((archiveAfterDays) => fieldOf({ archiveAfterDays }))).toEqual(
			Array(5).fill('archiveAfterDays')
		);
		expect([30, 3650].map((archiveAfterDays) => fieldOf({ archiveAfterDays }))).toEqual([
			undefined,
			undefined
		]);
		expect(fieldOf({ boardKinds: ['feedback', 'gossip'] })).toBe('boardKinds.1');
		expect(fieldOf({ boardKinds: ['feedback', 'feedback'] })).toBe('boardKinds');
		expect(fieldOf({ boardKinds: [] })).toBeUndefined();
		expect(fieldOf({ boardCategory: 'x'.repeat(201) })).toBe('boardCategory');
	});

	it.each([
		'javascript:alert(1)',
		'data:text/html,x',
		'ftp://board.example',
		'board.example',
		'//board.example'
	])('refuse %s as the address of the board (S8)', (boardUrl) =>
		expect(fieldOf({ boardUrl })).toBe('boardUrl')
	);

	it.each(['', 'https://board.example.com/c/intern', 'http://192.168.1.5:8080'])('take %j', (boardUrl) =>
		expect(fieldOf({ boardUrl })).toBeUndefined()
	);

	it.each(['Mars/Phobos', '', '+01:00', 'Europe/Wien'])('refuse %j as a time zone', (timeZone) =>
		expect(fieldOf({ timeZone })).toBe('timeZone')
	);

	it('hold the idle lock within bounds: neither none nor a whole day', () => {
		expect([0, 61, 2.5, Number.NaN].map((idleMinutes) => fieldOf({ idleMinutes }))).toEqual(
			Array(4).fill('idleMinutes')
		);
		expect(fieldOf({ idleMinutesDuringCheck: 241 })).toBe('idleMinutesDuringCheck');
		expect(fieldOf({ idleMinutes: 60, idleMinutesDuringCheck: 240 })).toBeUndefined();
	});

	it('need a company name, which stands in the title of the form (S6)', () => {
		expect(fieldOf({ company: '  ' })).toBe('company');
	});
});
