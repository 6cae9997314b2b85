import { beforeEach, describe, expect, it } from 'vitest';
import { blockStart } from '../../../src/lib/app/blockStart.ts';
import { blockedText, blockEndText, blockOutcomeText } from '../../../src/lib/app/blockWords.ts';
import { leadOf, lift, liftNeedsReason } from '../../../src/lib/app/blocks.ts';
import { entryPerson } from '../../../src/lib/app/entryPersons.ts';
import { formStart } from '../../../src/lib/app/formStart.ts';
import { MessageForm } from '../../../src/lib/app/messageForm.svelte.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { BlockMessage } from '../../../src/lib/domain/views/blockList.ts';
import { searchRows } from '../../../src/lib/app/searchRows.ts';
import type { EntryEvent } from '../../../src/lib/domain/entries.ts';
import { StorageFull } from '../../../src/lib/data/errors.ts';
import { messageFact, valueOf } from '../domain/messages.ts';
import { ANNA, DAY, LEAD, NOW, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { LEAD_OF_URFAHR, SABINE } from './checkFixture.ts';

const REASONS = [
	{ id: 'payment', title: 'Offener Betrag', reserved: true },
	{ id: 'documents', title: 'Fehlende Dokumente' },
	{ id: 'house-rules', title: 'Verstoß gegen die Hausordnung' }
];

/** Sabine Huber, as the directory has her. */
const PAGE = {
	_id: 'contacts:0001',
	contacts: [
		{
			id: '48213',
			last: 'Huber',
			first: 'Sabine',
			site: 'LNU',
			state: 'active',
			since: '',
			birth: '',
			street: '',
			zip: '',
			city: '',
			phone: '',
			email: '',
			card: 'MF96540423'
		}
	]
};
const ENTRY: EntryEvent = {
	at: new Date(NOW).toISOString(),
	terminal: 'Drehkreuz 1',
	way: 'card',
	card: 'MF96540423',
	contact: '',
	name: '',
	visit: 'home'
};

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
	fixture.app.directory.put([{ _id: 'blockReasons', reasons: REASONS } as never]);
});

function form(): MessageForm {
	const made = new MessageForm(fixture.app, { site: 'LNU', contact: SABINE });
	made.kind = 'block';
	made.text = 'Betrag seit Oktober offen';
	made.assignee = LEAD_OF_URFAHR;
	return made;
}

async function blocked(reason: string): Promise<BlockMessage> {
	const filled = form();
	filled.chooseBlockReason(reason);
	filled.blockEnd = 'none';
	const fact = valueOf(await filled.save());
	const found = blocks().find(({ id }) => id === fact._id);
	if (!found) throw new Error('not blocked');
	return found;
}

const blocks = () => fixture.app.log.blocksOf('48213', fixture.now);
const messages = () => fixture.written.filter((fact): fact is MessageFact => fact.type === 'message');

describe('the block part of the form', () => {
	it('tells the customer the reason, unless somebody words it; a new reason replaces only its own words', async () => {
		const filled = form();
		filled.chooseBlockReason('payment');
		expect(filled.blockTold).toBe('Offener Betrag');
		filled.chooseBlockReason('documents');
		expect(filled.blockTold).toBe('Fehlende Dokumente');
		filled.blockTold = 'Bitte bringen Sie Ihren Ausweis mit';
		filled.chooseBlockReason('payment');
		expect(filled.blockTold).toBe('Bitte bringen Sie Ihren Ausweis mit');
		filled.blockEnd = 'none';
		await filled.save();
		expect(messages()).toMatchObject([
			{ block: { reason: { id: 'payment' }, told: 'Bitte bringen Sie Ihren Ausweis mit', reserved: true } }
		]);
	});

	it.each([
		['', 'missing'],
		['2026-11-17', 'in-the-past'],
		['2026-02-30', 'not-well-formed'],
		['9999-12-31', 'out-of-range']
	])(
		'says at the field what is wrong with the day %j, and never blocks without end instead',
		async (day, problem) => {
			const filled = form();
			filled.chooseBlockReason('documents');
			filled.blockEnd = 'date';
			filled.blockDay = day;
			expect(filled.problemOfTypedDay?.problem).toBe(day === '' ? undefined : problem);
			expect((await filled.save()).ok).toBe(false);
			expect(filled.problem('blockUntil')).toEqual({ field: 'blockUntil', problem });
			expect(messages()).toEqual([]);
			filled.blockDay = '2026-11-18';
			expect((await filled.save()).ok).toBe(true);
			expect(messages()).toMatchObject([{ block: { until: '2026-11-18T23:00:00.000Z' } }]);
		}
	);

	it('is never saved without a chosen end, "ohne Ende sperren" being one (S11c)', async () => {
		const filled = form();
		filled.chooseBlockReason('documents');
		expect(filled.problems).toEqual([{ field: 'blockEnd', problem: 'missing' }]);
		expect((await filled.save()).ok).toBe(false);
		expect(filled.problem('blockEnd')).toBeDefined();
		const again = form();
		again.resume(filled.draft);
		expect(again.blockEnd).toBeUndefined();
		again.blockEnd = 'none';
		expect((await again.save()).ok).toBe(true);
		expect(messages()).toMatchObject([{ block: { reason: { id: 'documents' } } }]);
		expect(messages()[0]?.block?.until).toBeUndefined();
	});

	it('keeps and takes up again what the customer is told', async () => {
		const filled = form();
		filled.chooseBlockReason('documents');
		filled.blockTold = 'Ausweis fehlt';
		const again = form();
		again.resume(filled.draft);
		expect(again.blockTold).toBe('Ausweis fehlt');
	});
});

describe('a block because of an incident', () => {
	it('has kind, reason, text and assignee filled in, and keeps the reference', async () => {
		const incident = messageFact(
			{
				kind: 'camera',
				site: 'LNU',
				contact: SABINE,
				text: 'Ohne Handtuch trainiert',
				rule: { id: '9.3', name: 'Handtuch' },
				assignee: LEAD_OF_URFAHR,
				footageAt: '2026-11-18T13:32:00.000Z'
			},
			writerOf(ANNA, NOW - 60_000)
		);
		fixture.app.log.add([incident]);
		const start = formStart(fixture.app, new URLSearchParams({ block: incident._id }));
		expect(start).toEqual(blockStart(fixture.app, fixture.app.log.message(incident._id, NOW) as never));
		const filled = new MessageForm(fixture.app, start);
		expect(filled.untouched).toBe(true);
		expect(filled.problems).toEqual([{ field: 'blockEnd', problem: 'missing' }]);
		filled.blockEnd = '5-days';
		expect(valueOf(await filled.save())).toMatchObject({
			kind: 'block',
			contact: SABINE,
			site: 'LNU',
			text: expect.stringContaining('vom 18.11.2026 14:32'),
			assignee: LEAD_OF_URFAHR,
			refersTo: incident._id,
			block: { reason: { id: 'house-rules' } }
		});
	});

	it('begins empty where the incident is not on this device', () => {
		const start = formStart(fixture.app, new URLSearchParams({ block: 'gone' }));
		expect(start).toEqual({ site: 'LNU', contact: undefined });
	});
});

describe('lifting', () => {
	it('takes one tap, in one write, for all at once too', async () => {
		await blocked('documents');
		await blocked('house-rules');
		const ids = valueOf(await lift(fixture.app, blocks()));
		expect(ids).toHaveLength(2);
		expect(blocks()).toEqual([]);
	});

	it('asks staff for a reason where it is reserved, and makes a task of it for the lead', async () => {
		const block = await blocked('payment');
		expect(liftNeedsReason(fixture.app, block)).toBe(true);
		expect(await lift(fixture.app, [block], ' ')).toMatchObject({ ok: false });
		expect(blocks()).toHaveLength(1);
		const ids = valueOf(await lift(fixture.app, [block], 'bar bezahlt'));
		expect(ids).toHaveLength(2);
		expect(blocks()).toEqual([]);
		expect(messages().at(-1)).toMatchObject({
			kind: 'internal',
			assignee: LEAD_OF_URFAHR,
			refersTo: block.id,
			text: 'Sperre „Offener Betrag“ aufgehoben. Begründung: bar bezahlt'
		});
	});

	it('asks for a reason where the list reserves it since, and lifts none of several without it', async () => {
		const block = await blocked('documents');
		const other = await blocked('house-rules');
		fixture.app.directory.put([
			{
				_id: 'blockReasons',
				reasons: REASONS.map((one) => ({ ...one, reserved: one.id === 'documents' }))
			} as never
		]);
		expect([block, other].map((one) => liftNeedsReason(fixture.app, one))).toEqual([true, false]);
		expect((await lift(fixture.app, [other, block])).ok).toBe(false);
		expect(blocks()).toHaveLength(2);
	});

	it('asks leads for nothing', async () => {
		const block = await blocked('payment');
		fixture.author = LEAD;
		expect(liftNeedsReason(fixture.app, block)).toBe(false);
		expect(valueOf(await lift(fixture.app, [block]))).toHaveLength(1);
		expect(blocks()).toEqual([]);
	});

	it('lifts nothing where the device is full', async () => {
		const block = await blocked('payment');
		fixture.failure = new StorageFull();
		await expect(lift(fixture.app, [block], 'bar bezahlt')).rejects.toThrow(StorageFull);
		expect(blocks()).toHaveLength(1);
	});

	it('tells the office where it is an office’s matter', () => {
		expect(leadOf(fixture.app, 'ZEN')).toEqual({ kind: 'office', id: 'ZEN', name: 'Zentrale Linz' });
		expect(leadOf(fixture.app, 'LNU')).toEqual(LEAD_OF_URFAHR);
	});
});

describe('words', () => {
	it('say the last day, the clock where it is none, and that there is no end', () => {
		const ends = ['2026-11-30T23:00:00.000Z', '2026-11-23T21:41:00.000Z', undefined];
		expect(ends.map((until) => blockEndText(fixture.app, { until }, 'LNU'))).toEqual([
			'bis einschließlich Mo 30.11.',
			'bis Mo 23.11. 22:41',
			'ohne Ende'
		]);
	});

	it('say who lifted, when and why', async () => {
		const block = await blocked('payment');
		await lift(fixture.app, [block], 'bar bezahlt');
		const view = fixture.app.log.message(block.id, NOW + DAY);
		expect(view?.block && blockOutcomeText(fixture.app, view.block, 'LNU')).toBe(
			'aufgehoben heute 22:41 von Huber, Anna: bar bezahlt'
		);
	});

	it('say as of when it is known that somebody is blocked, where there is no contact', async () => {
		await blocked('payment');
		fixture.app.directory.put([PAGE as never]);
		const session = { kind: 'active', lastContact: NOW - 4 * 3_600_000 } as const;
		const recentContacts = { ids: [], boost: new Map() };
		const app = Object.assign(fixture.app, { session, status: { kind: 'upToDate' }, recentContacts });
		const said = () => [
			blockedText(app),
			searchRows(app, 'huber', false).map((row) => row.kind === 'contact' && row.blocked),
			entryPerson(app, ENTRY, 'LNU').blocked
		];
		expect(said()).toEqual(['gesperrt', ['gesperrt'], 'gesperrt']);
		Object.assign(app, { status: { kind: 'offline' } });
		const words = 'gesperrt, Stand 18:41';
		expect(said()).toEqual([words, [words], words]);
	});
});
