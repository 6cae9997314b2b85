/** A picture that belongs to messages of several people. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eraseContact } from '../../../server/erasure/eraseContact.ts';
import { archivedOf, beforeArchiveIsAsked, NOW, restoredOf, write } from '../archive/archiveFixture.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { attached, idOfPicture, messageFor, pictureWith, upload } from './person.ts';

const WHO = { account: 'p-1', name: 'Anna Berger', role: 'admin' } as const;

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
});
afterAll(() => server.stop());

it('stays where the message of somebody else comes out of the archive meanwhile', async () => {
	const bytes = pictureWith('of both');
	await upload(server, bytes);
	const gone = messageFor(NOW, '4711', 'Berger, Anna', 'geht');
	const other = messageFor(NOW, '4712', 'Huber, Eva', 'bleibt');
	await write(server, gone, other, archivedOf(other, 0));
	await write(server, attached(NOW, gone._id, bytes), attached(NOW, other._id, bytes));
	await server.runJob('archive');
	beforeArchiveIsAsked(server, 'picture:', async () => {
		await write(server, restoredOf(other, -1));
		await server.runJob('archive');
	});
	const { counts } = await eraseContact(server.ctx, { contact: '4711', also: [], who: WHO });
	expect(counts).toMatchObject({ messages: 1, pictures: 0 });
	expect(await server.ctx.couch.db('photos').get(idOfPicture(bytes))).not.toHaveProperty('removedAt');
});
