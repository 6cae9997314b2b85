import { expect, test } from 'vitest';
import { syncWords } from '../../../src/lib/app/syncWords.ts';
import type { SyncStatus } from '../../../src/lib/sync/status.ts';

const CLEAN = { unsent: 0, refused: 0 };
const upToDate: SyncStatus = { kind: 'upToDate', at: 0, ...CLEAN };

test('§ 7.1: the pill has the words of the design', () => {
	expect(syncWords(upToDate)).toMatchObject({ label: 'online, alles gesendet', tone: 'ok' });
	expect(syncWords({ kind: 'offline', since: 0, unsent: 3, refused: 0 })).toMatchObject({
		label: 'offline, 3 nur auf diesem Gerät',
		short: 'offline, 3',
		tone: 'offline'
	});
	expect(syncWords({ kind: 'sending', unsent: 2, refused: 0 }).label).toBe('sendet …');
});

test('pictures that are only here are said, too', () => {
	const offline = { kind: 'offline', since: 0, refused: 0 } as const;
	expect(syncWords({ ...offline, unsent: 3, pictures: 2 })).toMatchObject({
		label: 'offline, 3 und 2 Bilder nur auf diesem Gerät',
		short: 'offline, 5'
	});
	expect(syncWords({ ...offline, unsent: 0, pictures: 1 }).label).toBe(
		'offline, 1 Bild nur auf diesem Gerät'
	);
});

test('"alles gesendet" is never said of what was denied or is still here', () => {
	for (const counts of [
		{ unsent: 1, refused: 0 },
		{ unsent: 0, refused: 1 }
	]) {
		expect(syncWords({ ...upToDate, ...counts }).label).not.toContain('alles gesendet');
		expect(syncWords({ kind: 'offline', since: 0, ...counts, unsent: 1 }).label).not.toContain(
			'alles gesendet'
		);
	}
});

test('what the server denied is said in every state, as something that somebody must see to', () => {
	for (const status of [
		upToDate,
		{ kind: 'offline', since: 0, ...CLEAN },
		{ kind: 'sending', ...CLEAN }
	] as const) {
		const words = syncWords({ ...status, refused: 2 });
		expect(words.label).toContain('2 abgelehnt');
		expect(words.short).toContain('2 abgelehnt');
		expect(words.tone).toBe('problem');
	}
});

test.each([
	['unreachable', 'Server nicht erreichbar, 4 nur auf diesem Gerät'],
	['captive-portal', 'WLAN verlangt Anmeldung, 4 nur auf diesem Gerät'],
	['storage-full', 'Speicher voll, 4 nur auf diesem Gerät']
] as const)('%s: what is wrong, in words', (reason, label) => {
	expect(syncWords({ kind: 'waiting', reason, until: 0, unsent: 4, refused: 0 }).label).toBe(label);
});
