import { beforeEach, describe, expect, test } from 'vitest';
import { archive, restore } from '../../../src/lib/app/archiving.ts';
import { isArchived } from '../../../src/lib/domain/views/message.ts';
import { messageFact } from '../domain/messages.ts';
import { LEAD, NOW, subjectFrom } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';

let fixture: AppFixture;
const message = messageFact({ forInformation: true, assignee: undefined });

beforeEach(async () => {
	fixture = await appFixture();
	fixture.author = LEAD;
	fixture.app.log.add([message]);
});

describe('"Archivieren", and "Rückgängig"', () => {
	test('while the message is here', async () => {
		const { app } = fixture;
		const archived = await archive(app, subjectFrom(message));
		expect(app.log.message(message._id, NOW)?.archived).toBe(true);
		await restore(app, archived);
		expect(app.log.message(message._id, NOW)?.archived).toBe(false);
	});

	test('when the server has moved it to the archive meanwhile', async () => {
		const { app, written } = fixture;
		const archived = await archive(app, subjectFrom(message));
		app.log.removeIds([message._id, ...written.map(({ _id }) => _id)]);
		expect(app.log.message(message._id, NOW)).toBeUndefined();
		await restore(app, archived);
		expect(written.map(({ type }) => type)).toEqual(['archived', 'restored']);
		expect(isArchived(subjectFrom(message, ...written))).toBe(false);
	});
});
