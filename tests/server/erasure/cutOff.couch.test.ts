/** An erasure that is cut off anywhere is whole when it is done. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseContact, erasureIdOf } from '../../../server/erasure/eraseContact.ts';
import type { ErasedDoc } from '../../../server/erasure/erasedDocs.ts';
import { sweep } from '../../../server/erasure/sweep.ts';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { mortalCouch } from '../mortalCouch.ts';
import { filesWith } from '../rawFiles.ts';
import { attached, databasesThatHave, idOfPicture, leaveTraces, pictureWith, upload } from './person.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const WHO = { account: 'p-1', name: 'Anna Berger', role: 'admin' } as const;

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
});
afterAll(() => server.stop());

/** Somebody with pictures among the messages and in the archive. @returns their ids */
async function leavePictures(contact: string, last: string): Promise<string[]> {
	const { picture, archived } = await leaveTraces(server, contact, last);
	const bytes = pictureWith(`${last} in the archive`);
	await upload(server, bytes);
	await writeFacts(server.ctx.couch, [attached(NOW, archived._id, bytes)]);
	await server.runJob('archive');
	return [picture, idOfPicture(bytes)];
}

/** Writes down that a contact is to be erased, and erases nothing yet. */
async function ask(contact: string): Promise<string> {
	const stopped = { catchUp: () => Promise.reject(new Error('stopped')) };
	const ctx = { ...server.ctx, messages: stopped } as never;
	await expect(eraseContact(ctx, { contact, also: [], who: WHO })).rejects.toThrow('stopped');
	return erasureIdOf(server.ctx, contact);
}

/** Ends before the write of that number, counted from 1. @returns false where it was cut off */
async function sweptUntil(step: number): Promise<boolean> {
	const couch = await mortalCouch(server, step);
	return await sweep({ ...server.ctx, couch }).then(
		() => true,
		() => false
	);
}

async function filesThatHave(text: string): Promise<string[]> {
	// those of a CouchDB elsewhere are not ours to read
	return process.env.COUCHDB_URL ? [] : await filesWith(server.ctx.config.dataDir, text);
}

test('killed between any two writes', async () => {
	const { couch } = server.ctx;
	for (let step = 1; ; step += 1) {
		const contact = `gone-${step}`;
		const last = `Zwoelfaxing${step}x`;
		const pictures = await leavePictures(contact, last);
		const id = await ask(contact);
		const survived = await sweptUntil(step);
		await server.runJob('erasure');
		const { doneAt, pictures: left } = await couch.db<ErasedDoc>('private').get(id);
		const photos = await couch.db<{ removedAt?: number }>('photos').fetch({ keys: pictures });
		expect({
			step,
			doneAt,
			left,
			databases: [
				...(await databasesThatHave(server, last)),
				...(await databasesThatHave(server, `"${contact}"`))
			],
			files: await filesThatHave(last),
			removed: photos.rows.map((row) => ('doc' in row ? row.doc?.removedAt : undefined))
		}).toEqual({ step, doneAt: NOW, left: undefined, databases: [], files: [], removed: [NOW, NOW] });
		if (!survived) continue;
		// each step of the erasure, and the compaction of each database
		expect(step).toBeGreaterThan(20);
		break;
	}
}, 600_000);
