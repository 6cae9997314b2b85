import { expect, test } from 'vitest';
import { gateOf, LONGEST_SILENCE, type GateInput } from '../../../src/lib/app/gate.ts';
import type { Session } from '../../../src/lib/sync/session.ts';

const NOW = Date.UTC(2026, 10, 18, 14, 0);
const identity = {
	account: 'd1',
	device: 'd1',
	kind: 'device',
	label: 'Tablet',
	site: { id: 'LNU', name: 'Linz Urfahr' }
} as const;
const active: Session = { kind: 'active', identity, generation: 'g', oldestApp: '0.1.0', lastContact: NOW };
const OPEN: GateInput = {
	session: active,
	status: { kind: 'upToDate', at: NOW, unsent: 0, refused: 0 },
	ready: true,
	onDuty: true,
	locked: false,
	pinChangeDue: false,
	now: NOW
};

test('somebody on duty sees the screens; nobody on duty checks in first', () => {
	expect(gateOf(OPEN)).toBe('open');
	expect(gateOf({ ...OPEN, onDuty: false })).toBe('checkIn');
	const person: Session = { ...active, identity: { ...identity, kind: 'person' } };
	expect(gateOf({ ...OPEN, session: person, onDuty: false })).toBe('chooseSite');
});

test('a locked screen shows nothing, not even the change of a PIN', () => {
	expect(gateOf({ ...OPEN, locked: true, pinChangeDue: true })).toBe('locked');
	expect(gateOf({ ...OPEN, pinChangeDue: true })).toBe('changePin');
});

test('an ended session shuts nobody out who is known here (§ 11)', () => {
	expect(gateOf({ ...OPEN, session: { kind: 'signedOut', identity } })).toBe('open');
	expect(gateOf({ ...OPEN, session: { kind: 'signedOut' } })).toBe('welcome');
});

test('retired and lost end everything', () => {
	expect(gateOf({ ...OPEN, session: { kind: 'retired', identity } })).toBe('ended');
	expect(gateOf({ ...OPEN, session: { kind: 'lost', identity } })).toBe('ended');
});

test('until the first answer nothing is claimed; without one there is a welcome', () => {
	const unknown: Session = { kind: 'unknown' };
	const counts = { unsent: 0, refused: 0 };
	expect(gateOf({ ...OPEN, session: unknown, status: { kind: 'starting', ...counts } })).toBe('opening');
	expect(gateOf({ ...OPEN, session: unknown, status: { kind: 'offline', since: 0, ...counts } })).toBe(
		'welcome'
	);
	expect(gateOf({ ...OPEN, ready: false, onDuty: false })).toBe('opening');
});

test('§ 6: a device locks itself after 14 days without contact, whoever is on duty', () => {
	expect(gateOf({ ...OPEN, now: NOW + LONGEST_SILENCE })).toBe('open');
	expect(gateOf({ ...OPEN, now: NOW + LONGEST_SILENCE + 1 })).toBe('silent');
});
