/** Of several addresses of one database one is asked, and the next where that cannot be reached. */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAway } from '../../../server/couchdb/couch.ts';
import { databaseOf } from '../besides.ts';
import { batch, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';

/** One more address of the database: passes on what comes, until it is closed as a node that is switched off. */
class Door {
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#port = 0;
	/** How many have come in */
	passed = 0;
	/** Answer as a cluster does that has written, but not to a majority of the copies */
	onlyAccepts = false;

	constructor(to: URL) {
		this.#server = createServer((inside) => {
			this.passed += 1;
			const outside = connect(Number(to.port), to.hostname);
			for (const [one, other] of [
				[inside, outside],
				[outside, inside]
			] as const) {
				this.#sockets.add(one);
				one.on('data', (bytes: Buffer) => other.write(new Uint8Array(this.#changed(bytes))));
				one.on('end', () => other.end());
				one.on('error', () => other.destroy());
				one.on('close', () => this.#sockets.delete(one) && other.destroy());
			}
		});
	}

	get port(): number {
		return this.#port;
	}

	#changed(bytes: Buffer): Buffer {
		if (!this.onlyAccepts) return bytes;
		const text = bytes.toString('latin1');
		return Buffer.from(text.replace('HTTP/1.1 201 Created', 'HTTP/1.1 202 Accepted'), 'latin1');
	}

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
		this.#port = (this.#server.address() as AddressInfo).port;
		return this;
	}

	async close(): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		for (const socket of this.#sockets) socket.destroy();
		await closed;
	}
}

let behind: TestServer;
let doors: Door[];
let server: TestServer;
let now: number;
beforeEach(async () => {
	behind = await startTestServer();
	const url = new URL((await databaseOf(behind)).split(',')[0] ?? '');
	doors = await Promise.all([new Door(url).open(), new Door(url).open()]);
	const urls = doors.map(({ port }) => {
		const through = new URL(url);
		through.hostname = '127.0.0.1';
		through.port = String(port);
		return through.href;
	});
	now = Date.now();
	const clock = (): number => now;
	server = await startTestServer({ prefix: behind.prefix, couchdbUrl: urls.join(','), quiet: true, clock });
});
afterEach(async () => {
	await server.stop();
	for (const door of doors) await door.close();
	await behind.stop();
});

async function close(index: number): Promise<void> {
	await doors[index]?.close();
}

describe('with the addresses of several nodes', () => {
	it('one is asked alone while it can be reached', async () => {
		const device = await server.device();
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		expect(doors.map(({ passed }) => passed > 0)).toEqual([true, false]);
	});

	it('a device notices nothing of one that is gone: its facts are taken, its feed answers', async () => {
		const device = await server.device();
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		await close(0);
		// the session is no longer believed without a look
		now += 6000;
		const fact = pushed(messageOf(device.identity, 'unbemerkt'));
		const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		expect([answer.status, await answer.json()]).toEqual([201, []]);
		const changes = (await (await device.fetch('/db/messages/_changes?limit=1000')).json()) as {
			results: { id: string }[];
		};
		expect(changes.results.map(({ id }) => id)).toContain(fact._id);
	});

	it('what the server itself asks for fails once at the most, and goes to the next then', async () => {
		await close(0);
		const first = await server.ctx.couch
			.db('private')
			.get('generation')
			.catch((error: unknown) => error);
		expect(isAway(first) || (first as { _id?: string })._id === 'generation').toBe(true);
		expect(await server.ctx.couch.db('private').get('generation')).toMatchObject({ _id: 'generation' });
	});

	it('of a batch that is only accepted, what is denied is told all the same', async () => {
		const device = await server.device();
		const [good, bad] = [
			pushed(messageOf(device.identity, 'gut')),
			pushed(messageOf(device.identity, 'schlecht'))
		];
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		for (const door of doors) door.onlyAccepts = true;
		const answer = await device.fetch('/db/messages/_bulk_docs', {
			body: batch(good, { ...bad, text: 'anders' })
		});
		expect([answer.status, await answer.json()]).toMatchObject([202, [{ id: bad._id, error: 'forbidden' }]]);
	});

	it('the health check goes on to the one that answers, and says when none does', async () => {
		await close(0);
		expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
		await close(1);
		expect((await fetch(`${server.url}/api/health`)).status).toBe(503);
		await doors[0]?.open();
		expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
	});
});
