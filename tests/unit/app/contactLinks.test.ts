import { describe, expect, test } from 'vitest';
import { DirectoryState } from '../../../src/lib/app/directoryState.svelte.ts';
import { LogState } from '../../../src/lib/app/logState.svelte.ts';
import { messageFact, REASON, RULE } from '../domain/messages.ts';
import { ANNA, DAY, NOW, writerOf } from '../domain/writer.ts';

const person = (id: string) => ({ kind: 'contact' as const, id, name: 'Đorđević, Mila' });
const at = (days: number) => writerOf(ANNA, NOW - days * DAY);

describe('a contact whose KundenID changed', () => {
	const directory = new DirectoryState();
	const log = new LogState((contact) => directory.idsOf(contact));
	const facts = [
		messageFact({ kind: 'violation', rule: RULE, contact: person('17') }, at(3)),
		messageFact({ kind: 'block', block: { reason: REASON }, contact: person('17') }, at(1)),
		messageFact({ kind: 'violation', rule: RULE, contact: person('99') }, at(2)),
		messageFact({ kind: 'violation', rule: RULE, contact: person('50') }, at(2))
	];
	log.add(facts);

	test('keeps what was written under the old one to itself while nobody linked them', () => {
		expect(log.messagesOf('99', NOW)).toHaveLength(1);
		expect(log.blocksOf('99', NOW)).toHaveLength(0);
	});

	test('has the messages, violations and blocks of both once they are linked, newest first', () => {
		directory.put([{ _id: 'contactLinks', links: [{ old: '17', new: '99' }] }] as never);
		for (const id of ['17', '99']) {
			const views = log.messagesOf(id, NOW);
			expect(views.map((view) => view.id)).toEqual([facts[1]?._id, facts[2]?._id, facts[0]?._id]);
			expect(log.violationsOf(id, NOW)).toBe(2);
			expect(log.blocksOf(id, NOW)).toHaveLength(1);
		}
		expect(log.messagesOf('50', NOW)).toHaveLength(1);
	});

	test('is as before when the link is taken back, and unharmed by lists that cannot be read', () => {
		directory.put([{ _id: 'contactLinks', links: 'none' }] as never);
		expect(log.messagesOf('99', NOW)).toHaveLength(3);
		expect(directory.unreadable).toEqual(['contactLinks']);
		directory.put([{ _id: 'contactLinks', links: [] }] as never);
		expect(log.messagesOf('99', NOW)).toHaveLength(1);
	});
});
