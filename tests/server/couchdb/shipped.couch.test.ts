/** Rule F5 where it counts: what an older version of the app sends, the database takes, in the engine that it validates with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitAccount, expelAccount, passwordOf } from '../../../server/couchdb/accountUsers.ts';
import { shippedFacts, type Doc } from '../../unit/domain/shippedFacts.ts';
import { batch, pushed } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';

let server: TestServer;

/** The account that a device belongs to (rule F8). */
const accountOf = ({ device }: Doc): string => String(device).split('.')[0] ?? '';
const byServer = ({ author }: Doc): boolean => (author as { role: string }).role === 'server';
const written = shippedFacts.filter(([, doc]) => !byServer(doc));
const accounts = [...new Set(written.map(([, doc]) => accountOf(doc)))];

beforeAll(async () => {
	server = await startTestServer();
	const { couch, database } = server.ctx;
	for (const account of accounts) await admitAccount(couch, database.secret, account, server.prefix);
});
afterAll(async () => {
	for (const account of accounts) await expelAccount(server.ctx.couch, account);
	await server.stop();
});

/** What the database says to it from the account of the device that wrote it. */
async function answerTo(doc: Doc): Promise<unknown> {
	const { couch, database } = server.ctx;
	const account = accountOf(doc);
	const credentials = Buffer.from(`${account}:${passwordOf(database.secret, account)}`).toString('base64');
	const answer = await fetch(`${couch.origin}/${couch.nameOf('messages')}/_bulk_docs`, {
		method: 'POST',
		headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
		body: JSON.stringify(batch(doc))
	});
	return await answer.json();
}

describe('F5 facts of every version ever shipped are taken', () => {
	it.each(written)('F5 %s', async (_name, doc) => {
		const fact = pushed({ ...doc, _id: String(doc._id) });
		expect(await answerTo(fact as unknown as Doc)).toEqual([]);
		expect(await server.ctx.couch.db('messages').get(fact._id)).toEqual(fact);
		const spoilt = { ...fact, deviceSite: 'WEL' };
		expect(await answerTo({ ...spoilt, _rev: `1-${'f'.repeat(32)}` } as unknown as Doc)).toMatchObject([
			{ error: 'forbidden', reason: '_id: hash' }
		]);
	});
});
