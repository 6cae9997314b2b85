import { beforeEach, expect, test } from 'vitest';
import { messageKey } from '../../../src/lib/app/drafts.svelte.ts';
import { MessageForm } from '../../../src/lib/app/messageForm.svelte.ts';
import { rewrite } from '../../../src/lib/app/rewriting.ts';
import { StorageFull } from '../../../src/lib/data/errors.ts';
import type { MessageView } from '../../../src/lib/domain/views/message.ts';
import { attachPicture } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Subject } from '../../../src/lib/domain/fold.ts';
import { RULE, valueOf } from '../domain/messages.ts';
import { ANNA, HOUR, writerOf } from '../domain/writer.ts';
import { inboxFixture, type InboxFixture } from './inboxFixture.ts';

let fixture: InboxFixture;
let old: MessageView;

beforeEach(async () => {
	fixture = await inboxFixture();
	const fact = fixture.elsewhere(
		{ kind: 'violation', rule: RULE, text: 'Ohne Handtuhc trainiert', site: 'LNU' },
		fixture.now - HOUR,
		ANNA
	);
	fixture.arrive(fact);
	old = fixture.app.log.message(fact._id, fixture.now) as MessageView;
});

const draftOf = (id: string) => fixture.app.drafts.find(messageKey(id));

test('withdraw and write anew: the old message is struck through, the draft has all that it said', async () => {
	const id = valueOf(await rewrite(fixture.app, old, 'Tippfehler'));
	expect(fixture.app.log.message(old.id, fixture.now)).toMatchObject({
		state: 'withdrawn',
		withdrawn: { reason: 'Tippfehler', by: ANNA }
	});
	const { draft } = (await draftOf(id)) ?? {};
	expect(draft).toMatchObject({
		kind: 'violation',
		text: 'Ohne Handtuhc trainiert',
		rule: RULE,
		contact: old.contact,
		assignee: old.assignee,
		site: 'LNU',
		replaces: old.id
	});
});

test('what is saved from that draft says what it replaces, and the old one knows of it', async () => {
	const id = valueOf(await rewrite(fixture.app, old, 'Tippfehler'));
	const form = new MessageForm(fixture.app, { site: 'WEL' });
	form.resume((await draftOf(id))?.draft as never);
	form.text = 'Ohne Handtuch trainiert';
	const saved = valueOf(await form.save());
	expect(saved.replaces).toBe(old.id);
	expect(fixture.app.log.rewriteOf(old.id, fixture.now)?.id).toBe(saved._id);
	expect(await draftOf(id)).toBeUndefined();
});

test('the pictures of the old message are those of the new one, as evidence where they were', async () => {
	const size = { mediaType: 'image/webp' as const, bytes: 1200, width: 40, height: 30 };
	const picture = 'c'.repeat(26);
	const subject = fixture.app.log.subject(old.id) as Subject;
	const writer = writerOf(ANNA, fixture.now, 'tablet-2');
	fixture.arrive(attachPicture(writer, subject, { ...size, picture, evidence: 'Schaden an der Tür' }));
	const withPicture = fixture.app.log.message(old.id, fixture.now) as MessageView;
	const id = valueOf(await rewrite(fixture.app, withPicture, 'Tippfehler'));
	const { draft } = (await draftOf(id)) ?? {};
	expect(draft).toMatchObject({
		pictures: [{ id: picture, ...size }],
		evidence: true,
		evidenceReason: 'Schaden an der Tür'
	});
});

test('without a reason nothing is withdrawn, and no draft is left over', async () => {
	const result = await rewrite(fixture.app, old, '  ');
	expect(result).toMatchObject({ ok: false, problems: [{ field: 'reason', problem: 'missing' }] });
	expect(fixture.app.log.message(old.id, fixture.now)?.state).toBe('open');
	expect(await fixture.app.drafts.messages()).toEqual([]);
});

test('the text is stored before the message is withdrawn: no crash in between costs a word', async () => {
	let kept: unknown;
	const { write } = fixture.app;
	Object.defineProperty(fixture.app, 'write', {
		value: async (...args: Parameters<typeof write>) => {
			kept = (await fixture.app.drafts.messages()).map(({ draft }) => draft.text);
			return write(...args);
		}
	});
	await rewrite(fixture.app, old, 'Tippfehler');
	expect(kept).toEqual(['Ohne Handtuhc trainiert']);
});

test('where the withdrawal cannot be stored the message stands, without a draft beside it', async () => {
	fixture.failure = new StorageFull('full');
	await expect(rewrite(fixture.app, old, 'Tippfehler')).rejects.toThrow(StorageFull);
	expect(fixture.app.log.message(old.id, fixture.now)?.state).toBe('open');
	expect(await fixture.app.drafts.messages()).toEqual([]);
});

test('written anew on two devices at once: both messages stay, and both devices link the same one', async () => {
	const first = fixture.elsewhere({ replaces: old.id }, fixture.now + 1000);
	const second = fixture.elsewhere({ replaces: old.id }, fixture.now + 2000);
	const other = await inboxFixture();
	fixture.arrive(first, second);
	other.arrive(second, first);
	const linked = [fixture, other].map(({ app }) => app.log.rewriteOf(old.id, fixture.now)?.id);
	expect(linked).toEqual([second._id, second._id]);
});
