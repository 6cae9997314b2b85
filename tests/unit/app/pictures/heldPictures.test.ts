import { describe, expect, test } from 'vitest';
import { HeldPictures } from '../../../../src/lib/app/pictures/heldPictures.svelte.ts';
import { photo, pictureFixture, type PictureFixture } from './pictureFixture.ts';

const PRESET = 'Vorkommnis einer Kamerakontrolle';
const held = ({ app }: PictureFixture, preset = PRESET, already = 0): HeldPictures =>
	new HeldPictures(
		app,
		() => 'd1',
		() => preset,
		already
	);

describe('the pictures of a message that is being written', () => {
	test('are on the device as soon as they are taken, and in the draft', async () => {
		const fixture = await pictureFixture();
		const pictures = held(fixture);
		await pictures.add(photo('one'));
		const [picture] = pictures.list;
		expect(pictures.draft.pictures).toEqual([picture]);
		expect(picture).toMatchObject({ width: 1200, height: 900, mediaType: 'image/jpeg' });
		expect(await fixture.shelf.bytes(picture?.id ?? '')).toHaveLength(picture?.bytes ?? 0);
	});

	test('§ 11: on incidents they are evidence unless somebody says otherwise, with a reason at hand', async () => {
		const pictures = held(await pictureFixture());
		await pictures.add(photo('one'));
		expect(pictures.attached[0]?.evidence).toBe(PRESET);
		pictures.evidence = false;
		expect(pictures.attached[0]?.evidence).toBeUndefined();
	});

	test('§ 11: elsewhere they are none, and whoever makes them evidence gives a reason', async () => {
		const pictures = held(await pictureFixture(), '');
		await pictures.add(photo('one'));
		expect(pictures.attached[0]?.evidence).toBeUndefined();
		pictures.evidence = true;
		expect(pictures.problems).toEqual([{ field: 'evidence', problem: 'missing' }]);
		pictures.reason = 'x'.repeat(201);
		expect(pictures.problems).toEqual([{ field: 'evidence', problem: 'too-long' }]);
		pictures.reason = ' Gerät beschädigt ';
		expect(pictures.problems).toEqual([]);
		expect(pictures.attached[0]?.evidence).toBe('Gerät beschädigt');
	});

	test('without a picture there is nothing to give a reason for', async () => {
		const pictures = held(await pictureFixture(), '');
		pictures.evidence = true;
		expect(pictures.problems).toEqual([]);
	});

	test('the same file twice is one picture, and six are all', async () => {
		const pictures = held(await pictureFixture());
		await Promise.all(['1', '1', '2', '3'].map((name) => pictures.add(photo(name))));
		expect(pictures.list).toHaveLength(3);
		for (const name of ['4', '5', '6', '7', '8']) await pictures.add(photo(name));
		expect(pictures.list).toHaveLength(6);
		expect(pictures.room).toBe(0);
	});

	test('what a saved message has counts among the six', async () => {
		const pictures = held(await pictureFixture(), PRESET, 5);
		for (const name of ['1', '2']) await pictures.add(photo(name));
		expect(pictures.list).toHaveLength(1);
	});

	test('what cannot be read is said and not counted', async () => {
		const pictures = held(await pictureFixture());
		await expect(pictures.add(photo('no picture'))).rejects.toMatchObject({ trouble: 'unreadable' });
		await pictures.settled();
		expect(pictures.list).toEqual([]);
		expect(pictures.taking).toBe(false);
	});

	test('saving waits for the file that is being made small', async () => {
		const pictures = held(await pictureFixture());
		void pictures.add(photo('one'));
		expect(pictures.taking).toBe(true);
		await pictures.settled();
		await Promise.resolve();
		expect(pictures.list).toHaveLength(1);
	});

	test('one that is put away can be put back, and goes from the device when it is not', async () => {
		const fixture = await pictureFixture();
		const pictures = held(fixture);
		await pictures.add(photo('one'));
		const picture = pictures.list[0];
		if (!picture) throw new Error('none');
		pictures.putAway(picture.id);
		expect(pictures.list).toEqual([]);
		pictures.putBack(picture);
		await pictures.forget(picture.id);
		expect(await fixture.shelf.bytes(picture.id)).toBeDefined();
		pictures.putAway(picture.id);
		await pictures.forget(picture.id);
		expect(await fixture.shelf.bytes(picture.id)).toBeUndefined();
	});

	test('one that belongs to a message already is not removed with a draft', async () => {
		const fixture = await pictureFixture();
		const pictures = held(fixture);
		await pictures.add(photo('one'));
		const id = pictures.list[0]?.id ?? '';
		await fixture.shelf.attach([id], 'm1', true);
		pictures.putAway(id);
		await pictures.forget(id);
		expect(await fixture.shelf.bytes(id)).toBeDefined();
	});

	test('after a crash the draft goes on with all that was stored, even what it did not know yet', async () => {
		const before = await pictureFixture();
		const pictures = held(before);
		await pictures.add(photo('one'));
		const { draft } = pictures;
		await pictures.add(photo('stored just before the crash'));
		const after = held(await pictureFixture(before.storage));
		after.resume(draft);
		expect(after.list).toHaveLength(1);
		await new Promise((resolve) => setImmediate(resolve));
		expect(after.list.map(({ id }) => id)).toEqual(pictures.list.map(({ id }) => id));
	});
});
