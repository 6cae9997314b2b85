import { describe, expect, test } from 'vitest';
import { reasonOfIncident } from '../../../src/lib/domain/blockReasons.ts';

const REASONS = [
	{ id: 'payment', title: 'Offener Betrag', reserved: true },
	{ id: 'house-rules', title: 'Verstoß gegen die Hausordnung' },
	{ id: 'access', title: 'Nicht autorisierter Zutritt' },
	{ id: 'odd', title: '–' }
];
const RULE = { id: '9.3', name: 'Auf Geräten und Matten liegt ein Handtuch' };

describe('S11c the reason that an incident suggests', () => {
	test.each([
		['its own words', { kind: 'camera', text: 'NICHT autorisierter Zutritt, 14:32', rule: RULE }, 'access'],
		['a broken rule', { kind: 'camera', text: 'Ohne Handtuch trainiert', rule: RULE }, 'house-rules'],
		['a violation', { kind: 'violation', text: 'Lärm', rule: undefined }, 'house-rules'],
		[
			'words that are far apart',
			{ kind: 'internal', text: 'Betrag offener Rechnung: offener', rule: undefined },
			'payment'
		],
		['nothing that fits', { kind: 'camera', text: 'Auffälliges Verhalten', rule: undefined }, undefined],
		['no text at all', { kind: 'internal', text: '', rule: undefined }, undefined]
	] as const)('S11c %s', (_what, incident, id) => expect(reasonOfIncident(incident, REASONS)?.id).toBe(id));

	test('S11c none where the list is empty', () =>
		expect(reasonOfIncident({ kind: 'violation', text: 'Lärm', rule: RULE }, [])).toBeUndefined());
});
