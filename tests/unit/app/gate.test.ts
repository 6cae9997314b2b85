import { expect, test } from 'vitest';
import { gateOf, type GateInput } from '../../../src/lib/app/gate.ts';
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
	failed: false,
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

test('a locked screen shows nothing', () => {
	expect(gateOf({ ...OPEN, locked: true })).toBe('locked');
});

test('a PIN that somebody else has given is changed before anybody is on duty with it, or unlocks a screen', () => {
	expect(gateOf({ ...OPEN, onDuty: false, pinChangeDue: true })).toBe('changePin');
	expect(gateOf({ ...OPEN, locked: true, pinChangeDue: true })).toBe('changePin');
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

test('what cannot be read is said instead of waited for; a device that is ended is wiped all the same', () => {
	expect(gateOf({ ...OPEN, ready: false, failed: true })).toBe('failed');
	expect(gateOf({ ...OPEN, failed: true })).toBe('failed');
	expect(gateOf({ ...OPEN, failed: true, session: { ...active, kind: 'lost' } })).toBe('ended');
});

const DAYS = 86_400_000;

test('§ 6: a device locks itself after days without contact, whoever is on duty: 14, or as the settings have it', () => {
	expect(gateOf({ ...OPEN, now: NOW + 14 * DAYS })).toBe('open');
	expect(gateOf({ ...OPEN, now: NOW + 14 * DAYS + 1 })).toBe('silent');
	const strict: Session = { ...active, lockAfterDays: 3 };
	expect(gateOf({ ...OPEN, session: strict, now: NOW + 3 * DAYS })).toBe('open');
	expect(gateOf({ ...OPEN, session: strict, now: NOW + 3 * DAYS + 1 })).toBe('silent');
});

test('§ 6: so does the browser of a person, and one that was signed out and stays so', () => {
	const now = NOW + 14 * DAYS + 1;
	const person: Session = { ...active, identity: { ...identity, kind: 'person' } };
	expect(gateOf({ ...OPEN, session: person, now })).toBe('silent');
	const signedOut: Session = { kind: 'signedOut', identity, lastContact: NOW };
	expect(gateOf({ ...OPEN, session: signedOut, now: NOW + 14 * DAYS })).toBe('open');
	expect(gateOf({ ...OPEN, session: signedOut, now })).toBe('silent');
});
