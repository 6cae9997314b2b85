/** Facts for tests of the server, as a device makes them. */
import { randomBytes } from 'node:crypto';
import type { Identity } from '../../server/accounts/identity.ts';
import type { MessageFact } from '../../src/lib/domain/facts/message.ts';
import type { ShiftStartedFact } from '../../src/lib/domain/facts/shift.ts';
import { factId, revisionOf, uuidV7 } from '../../src/lib/domain/ids.ts';
import { issue, type Writer } from '../../src/lib/domain/issue.ts';

/** A fact as it is pushed. */
export type Pushed = Record<string, unknown> & { readonly _id: string; readonly _rev: string };

function writerOn(device: Pick<Identity, 'device'>, now = Date.now()): Writer {
	return {
		now: () => now,
		random: (length: number) => new Uint8Array(randomBytes(length)),
		device: device.device,
		deviceSite: 'LNU',
		author: { id: '1', name: 'Sabine Huber', role: 'staff' }
	};
}

/** A shift that began just now. */
export function shiftOf(device: Pick<Identity, 'device'>): ShiftStartedFact {
	return issue(writerOn(device), { type: 'shiftStarted', site: 'LNU', proof: 'account' });
}

/** A message that the device wrote just now. */
export function messageOf(device: Pick<Identity, 'device'>, text: string, now = Date.now()): MessageFact {
	const contact = { kind: 'contact' as const, id: '4711', name: 'Müller Jürgen' };
	return issue(writerOn(device, now), {
		type: 'message',
		site: 'LNU',
		kind: 'internal',
		contact,
		text,
		forInformation: true
	});
}

/** The fact with its revision. */
export function pushed(fact: object & { _id: string }): Pushed {
	return { ...fact, _rev: revisionOf(fact._id) };
}

/** A document under an id that fits whatever it holds: only its shape, size, time or writer can be wrong. */
export function forged(body: Record<string, unknown>, at: number): Pushed {
	return pushed({ ...body, _id: factId(uuidV7(at, new Uint8Array(randomBytes(16))), body) });
}

/** What `_bulk_docs` is given. */
export function batch(...docs: readonly object[]): { new_edits: false; docs: readonly object[] } {
	return { new_edits: false, docs };
}
