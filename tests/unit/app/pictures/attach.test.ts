import { describe, expect, test } from 'vitest';
import { saveMessage } from '../../../../src/lib/app/messages.ts';
import { attachToSaved } from '../../../../src/lib/app/pictures/attach.ts';
import { HeldPictures } from '../../../../src/lib/app/pictures/heldPictures.svelte.ts';
import { tidyPictures } from '../../../../src/lib/app/pictures/tidy.ts';
import { LogState } from '../../../../src/lib/app/logState.svelte.ts';
import { StorageFull } from '../../../../src/lib/data/errors.ts';
import { attachPicture } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { inputWith, messageFact, valueOf } from '../../domain/messages.ts';
import { ANNA, BERND, NOW, writerOf } from '../../domain/writer.ts';
import { appFixture, type AppFixture } from '../appFixture.ts';
import { photo, pictureFixture, type PictureFixture } from './pictureFixture.ts';

interface Both extends AppFixture {
	readonly pictures: PictureFixture;
	readonly held: HeldPictures;
}

/** An app with one picture that a draft holds. */
async function withPicture(): Promise<Both> {
	const fixture = await appFixture();
	const pictures = await pictureFixture();
	Object.assign(fixture.app, pictures.app);
	const held = new HeldPictures(
		fixture.app,
		() => 'd1',
		() => 'Vorkommnis'
	);
	await held.add(photo('one'));
	return Object.assign(fixture, { pictures, held });
}

describe('pictures and their message', () => {
	test('are written together, and sent from then on', async () => {
		const { app, written, held, pictures } = await withPicture();
		const message = valueOf(await saveMessage(app, inputWith(), undefined, { pictures: held.attached }));
		expect(written.map(({ type }) => type)).toEqual(['message', 'pictureAttached']);
		expect(app.log.message(message._id, NOW)?.pictures).toMatchObject([
			{ picture: held.list[0]?.id, evidence: 'Vorkommnis', width: 1200 }
		]);
		expect(pictures.shelf.unsent).toMatchObject([{ message: message._id, evidence: true }]);
	});

	test('§ 11 where storage is full neither is written, and the picture stays with its draft', async () => {
		const fixture = await withPicture();
		fixture.failure = new StorageFull('full');
		await expect(
			saveMessage(fixture.app, inputWith(), undefined, { pictures: fixture.held.attached })
		).rejects.toThrow(StorageFull);
		expect(fixture.written).toEqual([]);
		expect(fixture.pictures.shelf.unsent).toEqual([]);
		expect(fixture.pictures.shelf.heldBy('d1')).toHaveLength(1);
	});

	test('a crash right after the message was stored leaves nothing unsent: the next start goes on', async () => {
		const { app, held, pictures } = await withPicture();
		const failing = { ...pictures.app, pictures: () => Promise.reject(new Error('crashed')) };
		Object.assign(app, failing);
		const message = valueOf(await saveMessage(app, inputWith(), undefined, { pictures: held.attached }));
		expect(pictures.shelf.unsent).toEqual([]);
		Object.assign(app, pictures.app);
		await tidyPictures(app, Date.now());
		expect(pictures.shelf.unsent).toMatchObject([{ message: message._id }]);
	});

	test('keep the order in which they were taken', async () => {
		const { app, held } = await withPicture();
		for (const name of ['two', 'three', 'four', 'five', 'six']) await held.add(photo(name));
		const message = valueOf(await saveMessage(app, inputWith(), undefined, { pictures: held.attached }));
		const shown = app.log.message(message._id, NOW)?.pictures.map(({ picture }) => picture);
		expect(shown).toEqual(held.list.map(({ id }) => id));
	});

	test('are added to a message that was saved before', async () => {
		const { app, held, pictures } = await withPicture();
		const message = valueOf(await saveMessage(app, inputWith()));
		await attachToSaved(app, message._id, held.attached);
		expect(app.log.message(message._id, NOW)?.pictures).toHaveLength(1);
		expect(pictures.shelf.unsent).toHaveLength(1);
	});

	test('two devices that add at once end with the same pictures, and the same one counts once', () => {
		const message = messageFact();
		const subject = foldSubject(message._id, [message]);
		const picture = { mediaType: 'image/jpeg', bytes: 9, width: 4, height: 3 } as const;
		const facts = [
			attachPicture(writerOf(ANNA, NOW + 1), subject, { ...picture, picture: 'a' }),
			attachPicture(writerOf(BERND, NOW + 2), subject, { ...picture, picture: 'a' }),
			attachPicture(writerOf(BERND, NOW + 3), subject, { ...picture, picture: 'b' })
		];
		const shown = [facts, facts.toReversed()].map((order) => {
			const log = new LogState();
			log.add([message, ...order]);
			return log.message(message._id, NOW)?.pictures.map((fact) => `${fact.picture} ${fact.author.name}`);
		});
		expect(shown[0]).toEqual([`a ${ANNA.name}`, `b ${BERND.name}`]);
		expect(shown[1]).toEqual(shown[0]);
	});
});
