import { afterAll, beforeAll, expect, it } from 'vitest';
import { clearJob } from '../../../server/accounts/clearJob.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

const HOUR = 3_600_000;

let server: TestServer;
let device: TestDevice;
let now = Date.now();
beforeAll(async () => {
	// CouchDB compacts by itself, whenever it likes
	server = await startTestServer({ clock: () => now, settings: { couchdbUrl: undefined } });
	device = await server.device();
});
afterAll(() => server.stop());

/** The device is noted as seen once more. @returns whether its notes from before can still be read, oldest first */
async function seen(before: string[]): Promise<boolean[]> {
	const { accounts, couch } = server.ctx;
	const { account } = device.identity;
	now += 61_000;
	await accounts.touchLastSeen(account);
	const db = couch.db<{ at: number }>('private');
	const there = await Promise.allSettled(before.map((rev) => db.get(`seen:${account}`, { rev })));
	const last = await db.get(`seen:${account}`);
	expect(last.at).toBe(now);
	before.push(last._rev);
	return there.map(({ status }) => status === 'fulfilled');
}

it('lets go once a day of what the embedded database noted of devices before', async () => {
	const job = clearJob();
	const run = () => job.run({ ctx: server.ctx, signal: new AbortController().signal });
	const revs: string[] = [];
	await seen(revs);
	expect(await seen(revs)).toEqual([true]);
	await run();
	expect(await seen(revs)).toEqual([false, true]);
	now += 3 * HOUR;
	await run();
	expect(await seen(revs)).toEqual([false, true, true]);
	now += 22 * HOUR;
	await run();
	expect(await seen(revs)).toEqual([false, false, false, true]);
	const list = await server.ctx.accounts.listAccounts();
	expect(list.find(({ name }) => name === device.identity.account)?.lastSeen).toBe(now);
});
