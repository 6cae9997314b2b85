import { expect, test } from 'vitest';
import { savedText } from '../../../src/lib/app/wording.ts';
import type { SyncStatus, Trouble } from '../../../src/lib/sync/status.ts';

const COUNTS = { unsent: 1, refused: 0 };
const PLAIN = 'Gespeichert';
const WITH_NETWORK = 'Gespeichert, wird gesendet, sobald Netz da ist';
const ONLY_HERE = 'Gespeichert, noch nur auf diesem Gerät';

const said: Record<SyncStatus['kind'], { status: SyncStatus; text: string }> = {
	starting: { status: { kind: 'starting', ...COUNTS }, text: PLAIN },
	otherTab: { status: { kind: 'otherTab', ...COUNTS }, text: PLAIN },
	pulling: { status: { kind: 'pulling', what: 'messages', done: 0, ...COUNTS }, text: PLAIN },
	sending: { status: { kind: 'sending', ...COUNTS }, text: PLAIN },
	upToDate: { status: { kind: 'upToDate', at: 0, ...COUNTS }, text: PLAIN },
	offline: { status: { kind: 'offline', since: 0, ...COUNTS }, text: WITH_NETWORK },
	waiting: {
		status: { kind: 'waiting', until: 0, reason: 'server-error', status: 500, ...COUNTS },
		text: ONLY_HERE
	},
	signedOut: { status: { kind: 'signedOut', ...COUNTS }, text: ONLY_HERE },
	lost: { status: { kind: 'lost', ...COUNTS }, text: ONLY_HERE },
	updateRequired: { status: { kind: 'updateRequired', oldestApp: '9.0.0', ...COUNTS }, text: ONLY_HERE },
	closed: { status: { kind: 'closed', ...COUNTS }, text: ONLY_HERE }
};

test.each(Object.values(said))('after saving, $status.kind: "$text"', ({ status, text }) => {
	expect(savedText({ status })).toBe(text);
});

test.each<Trouble>([
	'unreachable',
	'captive-portal',
	'rate-limited',
	'refused',
	'storage-full',
	'storage-lost'
])('after saving, waiting for %s: no network is promised to help', (reason) => {
	expect(savedText({ status: { kind: 'waiting', until: 0, reason, ...COUNTS } })).toBe(ONLY_HERE);
});
