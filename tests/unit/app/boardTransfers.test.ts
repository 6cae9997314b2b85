import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { boardLists, carrierOf } from '../../../src/lib/app/boardList.ts';
import {
	beginTransfer,
	beginTransferOfDraft,
	confirmTransfer,
	decide,
	openTransfers,
	postponeTransfer,
	previewOf,
	tickOff,
	topicOf,
	writeAnswers
} from '../../../src/lib/app/boardTransfers.ts';
import type { BoardTransfer } from '../../../src/lib/app/keptTransfers.ts';
import { MessageForm } from '../../../src/lib/app/messageForm.svelte.ts';
import { StorageFull } from '../../../src/lib/data/errors.ts';
import { markTransferred } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { DEFAULT_SETTINGS } from '../../../src/lib/domain/directory.ts';
import type { MessageView } from '../../../src/lib/domain/views/message.ts';
import { messageFact, RULE, valueOf } from '../domain/messages.ts';
import { BERND, DAY, NOW, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { LEAD_OF_URFAHR, SABINE } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
	const settings = { _id: 'settings', ...DEFAULT_SETTINGS, boardUrl: 'https://board.example.com' };
	fixture.app.directory.put([Object.assign(settings, { boardCategory: 'crm' })]);
	const kept = new Map<string, unknown>();
	Object.assign(fixture.app, {
		settings: {
			get: (key: string, _schema: v.GenericSchema) => structuredClone(kept.get(key)),
			set: (key: string, value: unknown) => Promise.resolve(void kept.set(key, structuredClone(value)))
		}
	});
});

function saved(changes: Parameters<typeof messageFact>[0] = {}): () => MessageView {
	const fact = messageFact({ site: 'LNU', contact: SABINE, ...changes });
	fixture.app.log.add([fact]);
	return () => {
		const view = fixture.app.log.message(fact._id, fixture.now);
		if (!view) throw new Error('no message');
		return view;
	};
}

function formOf(kind: 'internal' | 'violation' = 'internal'): MessageForm {
	const form = new MessageForm(fixture.app, { site: 'LNU', contact: SABINE });
	form.kind = kind;
	form.text = 'Neue Adresse';
	form.assignee = LEAD_OF_URFAHR;
	return form;
}

const transferredFacts = () => fixture.written.filter(({ type }) => type === 'transferred');
const only = (): BoardTransfer => {
	const [one] = openTransfers(fixture.app);
	if (!one) throw new Error('nothing under way');
	return one;
};

describe('a transfer by hand (S16)', () => {
	it('copies KundenID and name, and is asked about until it is answered', async () => {
		const message = saved();
		expect(await beginTransfer(fixture.app, message())).toBe('48213 Huber, Sabine');
		expect(only()).toMatchObject({ of: message().id, draft: false });
		await confirmTransfer(fixture.app, only(), 'https://board.example.com/t/1');
		expect(openTransfers(fixture.app)).toEqual([]);
		expect(message().transferred).toMatchObject({ url: 'https://board.example.com/t/1' });
	});

	it('begun twice is one question, answered twice one fact', async () => {
		const message = saved();
		await beginTransfer(fixture.app, message());
		await beginTransfer(fixture.app, message());
		expect(openTransfers(fixture.app)).toHaveLength(1);
		await confirmTransfer(fixture.app, only(), '');
		await Promise.all([writeAnswers(fixture.app), writeAnswers(fixture.app)]);
		expect(transferredFacts()).toHaveLength(1);
	});

	it('is not asked about once a colleague has entered it on another device', async () => {
		const message = saved();
		await beginTransfer(fixture.app, message());
		const subject = fixture.app.log.subject(message().id);
		if (subject) fixture.app.log.add([markTransferred(writerOf(BERND, NOW + 1, 'tablet-2'), subject)]);
		expect(openTransfers(fixture.app)).toEqual([]);
	});

	it('Später leaves it on the list, even where no rule would have it there', async () => {
		const [byRule, byHand] = [saved({ kind: 'violation', rule: RULE }), saved()];
		for (const message of [byRule, byHand]) {
			await beginTransfer(fixture.app, message());
			await postponeTransfer(fixture.app, only());
		}
		expect(openTransfers(fixture.app)).toEqual([]);
		expect(byRule().board).toBeUndefined();
		expect(byHand().board).toBe(true);
		expect(
			boardLists(fixture.app, '')
				.due.map(({ id }) => id)
				.sort()
		).toEqual([byRule().id, byHand().id].sort());
	});

	it('is forgotten after a day', async () => {
		await beginTransfer(fixture.app, saved()());
		fixture.now = NOW + DAY + 1;
		expect(openTransfers(fixture.app)).toEqual([]);
	});

	it('answered while the device is full, it is asked of the device again', async () => {
		const message = saved();
		await beginTransfer(fixture.app, message());
		fixture.failure = new StorageFull();
		await expect(confirmTransfer(fixture.app, only(), '')).rejects.toThrow(StorageFull);
		expect(message().transferred).toBeUndefined();
		fixture.failure = undefined;
		await writeAnswers(fixture.app);
		expect(message().transferred).toBeDefined();
	});
});

describe('a transfer that is begun in the form', () => {
	it('is written once the message is saved, where Ja came first', async () => {
		const form = formOf();
		await beginTransferOfDraft(fixture.app, form);
		await confirmTransfer(fixture.app, only(), 'https://board.example.com/t/2');
		expect(transferredFacts()).toEqual([]);
		const fact = valueOf(await form.save());
		await writeAnswers(fixture.app);
		expect(transferredFacts()).toMatchObject([{ about: fact._id, url: 'https://board.example.com/t/2' }]);
	});

	it('fills the board’s page in only where the message could be saved as it stands', () => {
		const form = formOf();
		form.text = ' ';
		expect(previewOf(fixture.app, form)).toBeUndefined();
		form.text = 'Neue Adresse';
		const preview = previewOf(fixture.app, form);
		const topic = preview && topicOf(fixture.app, preview);
		expect(topic?.title).toContain('48213 Huber, Sabine');
		expect(new URL(topic?.page.href ?? '').searchParams.get('category')).toBe('crm');
		expect(fixture.written).toEqual([]);
	});

	it('the tick shows the rule of the settings until somebody sets it', () => {
		const form = formOf('violation');
		expect([form.goesToBoard, form.input.board]).toEqual([true, undefined]);
		form.board = false;
		expect([form.goesToBoard, form.input.board]).toEqual([false, false]);
		form.kind = 'internal';
		form.board = undefined;
		expect(form.goesToBoard).toBe(false);
	});
});

describe('the Board screen (S19)', () => {
	it('has what should go, what went, and what somebody kept out', async () => {
		const [violation, internal, ticked] = [
			saved({ kind: 'violation', rule: RULE }),
			saved(),
			saved({ board: true })
		];
		const groups = () => {
			const { due, done, kept } = boardLists(fixture.app, 'LNU');
			return [due, done, kept].map((list) => list.map(({ id }) => id).sort());
		};
		const ids = (...views: (() => MessageView)[]) => views.map((view) => view().id).sort();
		expect(groups()).toEqual([ids(violation, ticked), [], []]);
		await decide(fixture.app, violation(), false);
		await tickOff(fixture.app, ticked());
		expect(groups()).toEqual([[], ids(ticked), ids(violation)]);
		await decide(fixture.app, violation(), true);
		await decide(fixture.app, internal(), true);
		expect(groups()).toEqual([ids(violation, internal), ids(ticked), []]);
		await decide(fixture.app, internal(), false);
		expect(groups()[2]).toEqual(ids(internal));
		expect(boardLists(fixture.app, 'WEL').due).toEqual([]);
	});
});

describe('who carries a message over (S4)', () => {
	const connect = (boardConnected: boolean): void =>
		fixture.app.directory.put([Object.assign({ _id: 'settings' }, DEFAULT_SETTINGS, { boardConnected })]);

	it('people without a connector; with one it alone, or there would be two posts', () => {
		const message = saved({ board: true });
		expect(carrierOf(fixture.app, message(), undefined)).toBe('people');
		connect(true);
		expect(carrierOf(fixture.app, message(), undefined)).toBe('connector');
		expect(carrierOf(fixture.app, message(), { since: NOW - DAY, refused: [] })).toBe('connector');
	});

	it('people what the board refuses', () => {
		connect(true);
		const [message, other] = [saved({ board: true }), saved({ board: true })];
		const standing = { since: NOW - DAY, refused: [message().id] };
		expect(carrierOf(fixture.app, message(), standing)).toBe('refused');
		expect(carrierOf(fixture.app, other(), standing)).toBe('connector');
	});

	it('people what is older than the connector, until somebody asks for it', async () => {
		connect(true);
		const message = saved({ board: true });
		fixture.now = NOW + DAY;
		const standing = { since: NOW + 1000, refused: [] };
		expect(carrierOf(fixture.app, message(), standing)).toBe('older');
		await decide(fixture.app, message(), true);
		expect(carrierOf(fixture.app, message(), standing)).toBe('connector');
	});
});
