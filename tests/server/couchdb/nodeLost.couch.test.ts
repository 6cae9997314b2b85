/**
 * A node of a cluster is stopped and started while a device writes. What stops and starts it depends on where it runs: the commands are given as
 * `TEST_NODE_STOP` and `TEST_NODE_START`, for the node whose address comes first in `COUCHDB_URL`.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

const { TEST_NODE_STOP: stop = '', TEST_NODE_START: start = '', COUCHDB_URL = '' } = process.env;
const [first = '', second = ''] = COUCHDB_URL.split(',');

const shell = async (command: string): Promise<void> => {
	await promisify(execFile)('/bin/sh', ['-c', command]);
};

describe.skipIf(stop === '' || start === '' || second === '')(
	'with a node of the cluster away for a while (needs TEST_NODE_STOP, TEST_NODE_START and several addresses in COUCHDB_URL)',
	() => {
		let server: TestServer;
		let device: TestDevice;
		beforeAll(async () => {
			server = await startTestServer({ quiet: true });
			device = await server.device();
		});
		afterAll(() => server.stop());

		const written: string[] = [];

		/** As a device does: what was not taken is sent again. */
		async function write(text: string): Promise<void> {
			const fact = pushed(messageOf(device.identity, text));
			for (;;) {
				const answer = await device
					.fetch('/db/messages/_bulk_docs', { body: batch(fact), signal: AbortSignal.timeout(20_000) })
					.catch(() => undefined);
				const failed = answer?.ok ? ((await answer.json()) as unknown[]) : [answer?.status];
				if (failed.length === 0) return void written.push(fact._id);
			}
		}

		async function writeWhile(work: Promise<void>, least: number): Promise<void> {
			let busy = true;
			const done = work.finally(() => (busy = false));
			for (let count = 0; busy || count < least; count += 1) await write(`${written.length}`);
			await done;
		}

		/** Ids in the messages, as a node knows them. */
		async function known(url: string): Promise<Set<string>> {
			const { origin, username, password } = new URL(url);
			const credentials = Buffer.from(`${username}:${decodeURIComponent(password)}`).toString('base64');
			const answer = await fetch(`${origin}/${server.ctx.couch.nameOf('messages')}/_all_docs`, {
				headers: { authorization: `Basic ${credentials}` }
			});
			const { rows } = (await answer.json()) as { rows: { id: string }[] };
			return new Set(rows.map(({ id }) => id));
		}

		it('a device goes on writing, nothing is lost, and all nodes come to have it', async () => {
			for (let count = 0; count < 20; count += 1) await write(`${count}`);
			await writeWhile(shell(stop), 50);
			expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
			await expect(fetch(first)).rejects.toThrow();
			await writeWhile(shell(start), 50);
			for (let count = 0; count < 20; count += 1) await write(`${count}`);
			for (const url of [first, second]) {
				const lacking = async (): Promise<number> => {
					const there = await known(url);
					return written.filter((id) => !there.has(id)).length;
				};
				await expect.poll(lacking, { timeout: 60_000 }).toBe(0);
			}
		}, 240_000);

		it('jobs and administration go on through another node', async () => {
			await server.runJob('archive');
			expect((await server.ctx.accounts.listAccounts()).length).toBeGreaterThan(0);
		});
	}
);
