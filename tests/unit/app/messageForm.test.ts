import { beforeEach, describe, expect, test } from 'vitest';
import { messageKey } from '../../../src/lib/app/drafts.svelte.ts';
import { MessageForm } from '../../../src/lib/app/messageForm.svelte.ts';
import { withdraw } from '../../../src/lib/app/messages.ts';
import { MAX_DRAFT } from '../../../src/lib/data/drafts.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { valueOf } from '../domain/messages.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { LEAD_OF_URFAHR, SABINE } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
});

const messages = () => fixture.written.filter((fact) => fact.type === 'message');
const stored = (form: MessageForm) => fixture.app.drafts.find(messageKey(form.id));

function written(text = 'Karte getauscht'): MessageForm {
	const form = new MessageForm(fixture.app, { site: 'LNU', contact: SABINE });
	form.kind = 'internal';
	form.text = text;
	form.assignee = LEAD_OF_URFAHR;
	form.keep();
	return form;
}

/** The form of another window that goes on with the same draft. */
function inAnotherWindow(form: MessageForm): MessageForm {
	const other = new MessageForm(fixture.app, { site: 'LNU' });
	other.resume(form.draft);
	return other;
}

test.each([
	['5-days', '', ['block.until']],
	['date', '2026-12-24', []]
] as const)(
	'a block of %s is known as ending by the clock or by a picked day (rule C4)',
	async (end, day, byClock) => {
		const form = written('Zahlt nicht');
		form.kind = 'block';
		form.blockReason = { id: 'debt', name: 'Offener Betrag' };
		form.blockTold = 'Offener Betrag';
		form.blockEnd = end;
		form.blockDay = day;
		expect((await form.save()).ok).toBe(true);
		expect(fixture.byClock).toEqual(byClock);
	}
);

describe('one draft is one message', () => {
	test('saved twice at once, and once more before the form is gone', async () => {
		const form = written();
		const [first, second] = await Promise.all([form.save(), form.save()]);
		expect(await form.save()).toBe(first);
		expect(second).toBe(first);
		expect(messages()).toHaveLength(1);
	});

	test('kept once more after it was saved, it is no draft again', async () => {
		const form = written();
		await form.save();
		form.text += '.';
		form.keep();
		expect(await stored(form)).toBeUndefined();
	});

	test('refused or failed it can be tried again', async () => {
		const form = written('');
		expect((await form.save()).ok).toBe(false);
		form.text = 'Karte getauscht';
		form.keep();
		fixture.failure = new Error('full');
		await expect(form.save()).rejects.toThrow('full');
		expect((await stored(form))?.draft.text).toBe('Karte getauscht');
		fixture.failure = undefined;
		expect((await form.save()).ok).toBe(true);
		expect(messages()).toHaveLength(1);
	});

	test('saved in two windows it gives the message of the first', async () => {
		const form = written();
		const other = inAnotherWindow(form);
		const first = valueOf(await form.save());
		expect(valueOf(await other.save())._id).toBe(first._id);
		expect(messages()).toHaveLength(1);
	});

	test('what was written on in another window is a message of its own: no word of it is lost', async () => {
		const form = written();
		const other = inAnotherWindow(form);
		await form.save();
		other.text += ', die alte ist eingezogen';
		await other.save();
		expect(messages()).toMatchObject([
			{ text: 'Karte getauscht' },
			{ text: 'Karte getauscht, die alte ist eingezogen' }
		]);
	});

	test('withdrawn meanwhile, it does not stand for what is saved again', async () => {
		const form = written();
		const other = inAnotherWindow(form);
		await withdraw(fixture.app, valueOf(await form.save())._id, 'Irrtum');
		await other.save();
		expect(messages()).toHaveLength(2);
	});

	test('taken back it is a draft again, and is saved anew', async () => {
		const form = written();
		const first = valueOf(await form.save());
		fixture.app.log.remove([first as Fact]);
		form.takenBack();
		expect((await stored(form))?.draft.text).toBe('Karte getauscht');
		expect(valueOf(await form.save())._id).not.toBe(first._id);
		expect(await stored(form)).toBeUndefined();
	});

	test('reissued where a clock was wrong, it is the same still', async () => {
		const form = written();
		const other = inAnotherWindow(form);
		const first = valueOf(await form.save());
		const again = { ...first, _id: first._id.replace(/^../, 'ff') };
		fixture.app.log.add([again]);
		fixture.app.log.remove([first as Fact]);
		expect(valueOf(await other.save())._id).toBe(again._id);
	});
});

test('more than a draft can hold stays in the form, and what was kept before stays kept', async () => {
	const form = written();
	form.text = 'x'.repeat(MAX_DRAFT + 1);
	form.keep();
	expect(form.problem('text')).toBeUndefined();
	expect((await stored(form))?.draft.text).toBe('Karte getauscht');
	await form.save();
	expect(form.problem('text')?.problem).toBe('too-long');
	expect(form.text).toHaveLength(MAX_DRAFT + 1);
});
