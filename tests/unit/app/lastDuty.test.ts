import { beforeEach, expect, test } from 'vitest';
import { LastDuty } from '../../../src/lib/app/lastDuty.ts';
import { newsBySite } from '../../../src/lib/app/handover.ts';
import { messageFact } from '../domain/messages.ts';
import { ANNA, BERND, DAY, HOUR, writerOf } from '../domain/writer.ts';
import { inboxFixture, type InboxFixture } from './inboxFixture.ts';

let fixture: InboxFixture;
let lastDuty: LastDuty;

beforeEach(async () => {
	fixture = await inboxFixture();
	lastDuty = new LastDuty(fixture.app);
	fixture.arrive(fixture.elsewhere({ text: 'war immer schon da', site: 'X' }, fixture.now - DAY));
});

/** Anna's first shift is over, and the next one begins hours later. */
function nextShift(): void {
	fixture.now += 8 * HOUR;
	fixture.shift = 'shift-2';
	lastDuty.note();
}

test('§ 7.3 new is what arrived since, even if it was written long before', () => {
	const known = fixture.elsewhere({ text: 'schon gesehen' });
	fixture.arrive(known);
	lastDuty.note();
	const late = fixture.elsewhere({ text: 'gestern ohne Netz geschrieben' }, fixture.now - DAY);
	const early = fixture.elsewhere({ text: 'gleich danach' }, fixture.now + HOUR);
	fixture.arrive(early, late);
	nextShift();
	expect(lastDuty.messages).toEqual([early._id, late._id]);
});

test('what arrives while the person is on duty again is new too, until it is marked as seen', () => {
	lastDuty.note();
	nextShift();
	const during = fixture.elsewhere();
	fixture.arrive(during);
	lastDuty.note();
	expect(lastDuty.messages).toEqual([during._id]);
	lastDuty.markSeen();
	lastDuty.note();
	expect(lastDuty.messages).toEqual([]);
});

test('what one wrote oneself is not new, and a reload within the shift changes nothing', () => {
	lastDuty.note();
	fixture.arrive(fixture.elsewhere({ text: 'Annas eigene' }, fixture.now, ANNA), fixture.elsewhere());
	nextShift();
	expect(lastDuty.messages).toHaveLength(1);
	lastDuty = new LastDuty(fixture.app);
	lastDuty.note();
	expect(lastDuty.messages).toHaveLength(1);
});

test('what a colleague wrote on this tablet before the shift ended is not new when it comes back from the server', () => {
	const before = messageFact({ text: 'vorher, hier' }, writerOf(BERND, fixture.now, 'tablet-1'));
	fixture.app.log.add([before]);
	fixture.now += 1000;
	lastDuty.note();
	const after = messageFact({ text: 'nachher, hier' }, writerOf(BERND, fixture.now + HOUR, 'tablet-1'));
	fixture.app.log.add([after]);
	nextShift();
	expect(lastDuty.messages).toEqual([after._id]);
	fixture.arrive(before, after);
	expect(lastDuty.messages).toEqual([after._id]);
});

test('each person has a duty of their own', () => {
	lastDuty.note();
	fixture.author = BERND;
	lastDuty.note();
	const fact = fixture.elsewhere({}, fixture.now, ANNA);
	fixture.arrive(fact);
	fixture.author = ANNA;
	nextShift();
	expect(lastDuty.messages).toEqual([]);
	fixture.author = BERND;
	lastDuty.note();
	expect(lastDuty.messages).toEqual([fact._id]);
});

test('of a restored server what counts is when it was written, since the order of arrival is another', () => {
	fixture.arrive(fixture.elsewhere());
	fixture.now += 1000;
	lastDuty.note();
	const later = fixture.elsewhere({}, fixture.now + HOUR);
	fixture.arrive(later);
	fixture.app.arrivals.take({ generation: 'g2', sequences: new Map([['x', 1]]) });
	nextShift();
	expect(lastDuty.messages).toEqual([later._id]);
});

test('what the first pull brings to a new device is not new, however much it is', () => {
	fixture.app.arrivals.take({ generation: 'g0', sequences: new Map() });
	lastDuty.note();
	fixture.arrive(fixture.elsewhere({}, fixture.now - HOUR));
	nextShift();
	expect(lastDuty.messages).toEqual([]);
});

test('the handover has the site with most first, and its kinds in the order of the form', () => {
	fixture.arrive(
		fixture.elsewhere({ site: 'WEL', kind: 'feedback', channel: 'phone' }),
		fixture.elsewhere({ site: 'WEL' }),
		fixture.elsewhere({ site: 'LNU' })
	);
	const views = fixture.app.log.messageIds.flatMap((id) => fixture.app.log.message(id, fixture.now) ?? []);
	expect(newsBySite(views)).toMatchObject([
		{ site: 'WEL', count: 2, kinds: [{ kind: 'internal' }, { kind: 'feedback' }] },
		{ site: 'LNU', count: 1, kinds: [{ kind: 'internal' }] },
		{ site: 'X', count: 1 }
	]);
});
