import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBeside } from '../besides.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.stop());

const FEED = '/_changes?feed=longpoll&since=now&heartbeat=1000';

/** A feed that waits. @returns settles once it has ended: true where it was broken off */
async function feedOf(
	device: TestDevice,
	database = 'messages',
	url = ''
): Promise<{ ended: Promise<boolean> }> {
	const response = url
		? await fetch(`${url}/db/${database}${FEED}`, { headers: { cookie: device.cookie } })
		: await device.fetch(`/db/${database}${FEED}`);
	expect(response.status).toBe(200);
	return {
		ended: response.text().then(
			() => false,
			() => true
		)
	};
}

it('who is lost loses the feeds at once', async () => {
	const device = await server.device();
	const feeds = [await feedOf(device), await feedOf(device, 'directory')];
	await server.ctx.accounts.setStatus(device.identity.account, 'lost');
	// the tests' own patience is shorter than a heartbeat that finds out
	await Promise.all(feeds.map(({ ended }) => ended));
});

it('a retired device loses messages and directory', async () => {
	const device = await server.device();
	const feeds = [await feedOf(device), await feedOf(device, 'directory')];
	await server.ctx.accounts.setStatus(device.identity.account, 'retired');
	await Promise.all(feeds.map(({ ended }) => ended));
});

it('on another server the feeds end within seconds', async () => {
	const beside = await startBeside(server);
	const device = await server.device();
	const feed = await feedOf(device, 'messages', beside.url);
	await server.ctx.accounts.setStatus(device.identity.account, 'lost');
	await feed.ended;
	await beside.stop();
}, 15_000);

it('a session that was ended loses its feed', async () => {
	const device = await server.device();
	const feed = await feedOf(device);
	await server.ctx.accounts.endSessions(device.identity.account);
	await feed.ended;
	expect((await device.fetch('/api/device')).status).toBe(401);
});
