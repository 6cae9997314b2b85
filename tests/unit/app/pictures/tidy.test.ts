import { describe, expect, test } from 'vitest';
import { photo, pictureFixture } from './pictureFixture.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const nothing = { drafts: new Set<string>(), isHere: () => true, attachedTo: () => undefined };

describe('what is done with pictures at the start of the app', () => {
	test('one whose message was saved before a crash cut off the rest is sent', async () => {
		const { shelf } = await pictureFixture();
		const { id } = await shelf.take(photo('one'), 'd1');
		expect(shelf.unsent).toEqual([]);
		await shelf.tidy({ ...nothing, now: Date.now(), attachedTo: () => ({ message: 'm1', evidence: true }) });
		expect(shelf.unsent).toMatchObject([{ id, message: 'm1', evidence: true }]);
	});

	test('§ 11: an unsent picture is never removed by age', async () => {
		const { shelf } = await pictureFixture();
		const { id } = await shelf.take(photo('one'), 'd1');
		await shelf.attach([id], 'm1', false);
		await shelf.tidy({ ...nothing, now: Date.now() + 999 * DAY });
		expect(await shelf.bytes(id)).toBeDefined();
	});

	test('one of a draft stays while the draft can be gone on with, and two days', async () => {
		const { shelf } = await pictureFixture();
		const { id, takenAt } = await shelf.take(photo('one'), 'd1');
		await shelf.tidy({ ...nothing, now: takenAt + 9 * DAY, drafts: new Set(['d1']) });
		await shelf.tidy({ ...nothing, now: takenAt + DAY });
		expect(shelf.get(id)).toBeDefined();
		await shelf.tidy({ ...nothing, now: takenAt + 3 * DAY });
		expect(shelf.get(id)).toBeUndefined();
	});

	test('§ 11: one that the server has goes from here after 72 hours, evidence after 30 days', async () => {
		const { shelf, stored } = await pictureFixture();
		const plain = await shelf.take(photo('plain'), 'd1');
		const evidence = await shelf.take(photo('evidence'), 'd2');
		await shelf.attach([plain.id], 'm1', false);
		await shelf.attach([evidence.id], 'm2', true);
		const sent = Date.now();
		for (const { id } of [plain, evidence]) await stored.markSent(id, sent, 'g1');
		const left = async (age: number): Promise<number> => {
			await shelf.tidy({ ...nothing, now: sent + age });
			return stored.list.length;
		};
		expect(await left(71 * HOUR)).toBe(2);
		expect(await left(73 * HOUR)).toBe(1);
		expect(await left(29 * DAY)).toBe(1);
		expect(await left(31 * DAY)).toBe(0);
	});
});
