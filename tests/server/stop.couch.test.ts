import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { startTestServer } from './harness.ts';

it('a server that stops ends its feeds, answers what it was asked, and takes nothing more', async () => {
	const server = await startTestServer();
	const device = await server.device();
	const { update_seq: since } = (await (await device.fetch('/db/messages/')).json()) as {
		update_seq: string;
	};

	const feedOpen = once(server.app.server, 'request');
	const feed = device
		.fetch(`/db/messages/_changes?feed=longpoll&heartbeat=30000&since=${encodeURIComponent(since)}`)
		.then((answer) => answer.text())
		.catch(() => 'ended');
	await feedOpen;

	const asked = once(server.app.server, 'request');
	// costs a hash, so that it is still being answered when the server is told to stop
	const signIn = fetch(`${server.url}/api/sign-in`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username: 'nobody', password: 'nothing-of-the-kind' })
	});
	await asked;
	const { url } = server;
	await server.stop();

	expect((await signIn).status).toBe(401);
	expect(await feed).toBeTypeOf('string');
	await expect(fetch(`${url}/api/health`)).rejects.toThrow();
});

it('while a job runs nobody new is let in, the job is told at once, and one that does not listen holds nothing up', async () => {
	const server = await startTestServer();
	const { url } = server;
	const looked = vi.spyOn(server.ctx.accounts, 'clear');
	let told = (): void => undefined;
	const heard = new Promise<void>((resolve) => (told = resolve));
	let finish = (): void => undefined;
	looked.mockImplementation(async (signal) => {
		signal?.addEventListener('abort', told);
		await new Promise<void>((resolve) => (finish = resolve));
	});
	const run = server.runJob('clear').catch(() => undefined);
	await vi.waitFor(() => expect(looked).toHaveBeenCalled());
	const stopped = server.stop();
	await heard;
	await expect(fetch(`${url}/api/health`)).rejects.toThrow();
	finish();
	await Promise.all([run, stopped]);
});
