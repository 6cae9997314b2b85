import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { boardJob } from '../../../server/board/boardJob.ts';
import { changeDirectory } from '../../../server/directory/changeDirectory.ts';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import { Runner } from '../../../server/jobs/runner.ts';
import { StateOfConnector } from '../../../server/outbound/connectorState.ts';
import { Deliveries } from '../../../server/outbound/deliveries.ts';
import { removeConnector, setConnector } from '../../../server/outbound/connectors.ts';
import { decideBoard, withdrawMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { logMessage, type MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import { DEFAULT_SETTINGS } from '../../../src/lib/domain/directory.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import type { Writer } from '../../../src/lib/domain/issue.ts';
import { messageView, type MessageView } from '../../../src/lib/domain/views/message.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { startFakeDiscourse } from './fakeDiscourse.ts';

const MINUTE = 60_000;
/** ms that the board has for an answer, so that no test waits for long */
const TIMEOUT = 300;

let server: TestServer;
let forum: Awaited<ReturnType<typeof startFakeDiscourse>>;
let runner: Runner;
let now = Date.parse('2026-11-24T08:00:00Z');

beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	await changeDirectory(server.ctx, 'sites', () => ({
		sites: [{ id: 'WEL', name: 'Wels', kind: 'studio' }]
	}));
	await changeDirectory(server.ctx, 'settings', () => DEFAULT_SETTINGS);
});
afterAll(() => server.stop());

beforeEach(async () => {
	forum = await startFakeDiscourse();
	now += 24 * 60 * MINUTE;
	await setConnector(server.ctx.couch, 'board', () => ({ ...forum.connector, since: now }));
	await new StateOfConnector(server.ctx.couch, 'board').reset();
	runner = new Runner(server.ctx, [boardJob(TIMEOUT)]);
});
afterEach(async () => {
	await runner.stop();
	await forum.close();
});

function writer(at = now): Writer {
	return {
		now: () => at,
		random: (length) => new Uint8Array(randomBytes(length)),
		device: 'tablet',
		deviceSite: 'LNU',
		author: { id: '1', name: 'Huber, Sabine', role: 'staff' }
	};
}

async function write(input: Partial<MessageInput> = {}, at = now): Promise<MessageFact> {
	const contact = { kind: 'contact' as const, id: '4711', name: 'Müller Jürgen' };
	const result = logMessage(writer(at), {
		site: 'WEL',
		kind: 'feedback',
		channel: 'phone',
		contact,
		text: 'Der Spind klemmt.',
		forInformation: true,
		...input
	});
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	await writeFacts(server.ctx.couch, [result.value]);
	return result.value;
}

async function run(): Promise<void> {
	expect(await runner.run('board')).toBe('done');
}

async function view({ _id }: MessageFact): Promise<MessageView> {
	await server.ctx.messages.catchUp();
	const seen = messageView(server.ctx.messages.subject(_id), now);
	if (!seen) throw new Error('no such message');
	return seen;
}

const state = () => new StateOfConnector(server.ctx.couch, 'board').read();
/** What waits is of this test alone. */
const pause = 2 * 60 * MINUTE;

describe('the board connector (S4, S19)', () => {
	test('200: posts what should go over, and brings the address back as a fact', async () => {
		const message = await write();
		await run();
		expect(forum.topics).toMatchObject([
			{ title: `4711 Müller Jürgen · Reklamation, Wünsche und Anliegen, ${stamp()}` }
		]);
		expect(forum.topics[0]?.raw).toContain('Der Spind klemmt.');
		expect(forum.topics[0]?.raw).toContain('**Standort:** Wels');
		const { transferred } = await view(message);
		expect(transferred).toMatchObject({ url: `${forum.url}/t/ein-titel/100`, by: { role: 'server' } });
		await run();
		expect(forum.posts).toBe(1);
		expect(await state()).toMatchObject({ waiting: 0, lastSuccess: now });
	});

	test('goes by the rule of the settings, the tick, and what was decided since', async () => {
		await write({ kind: 'internal' });
		await write({ board: false });
		const ticked = await write({ kind: 'internal', board: true, text: 'Mit Haken' });
		const decided = await write({ kind: 'internal', text: 'Danach entschieden' });
		await writeFacts(server.ctx.couch, [decideBoard(writer(), foldSubject(decided._id, [decided]), true)]);
		await run();
		const texts = forum.topics.map(({ raw }) => raw.split('\n')[0]);
		expect(texts.toSorted()).toEqual(['Danach entschieden', 'Mit Haken']);
		expect((await view(ticked)).transferred).toBeDefined();
	});

	test('a withdrawn message stays, and so does what was there before the connector', async () => {
		const withdrawn = await write();
		const withdrawal = withdrawMessage(writer(), foldSubject(withdrawn._id, [withdrawn]), 'Irrtum');
		if (withdrawal.ok) await writeFacts(server.ctx.couch, [withdrawal.value]);
		const old = await write({ text: 'Von gestern' }, now - 5 * MINUTE);
		await run();
		expect(forum.posts).toBe(0);
		await writeFacts(server.ctx.couch, [decideBoard(writer(now + 1), foldSubject(old._id, [old]), true)]);
		await run();
		expect(forum.topics).toMatchObject([{ raw: expect.stringContaining('Von gestern') as string }]);
	});

	test('403: stops, says so, and goes on once the key is right', async () => {
		const message = await write();
		forum.lockOut(true);
		await run();
		expect(await state()).toMatchObject({ lastError: { code: 'key-refused' }, waiting: 1 });
		expect((await state()).pausedUntil).toBeGreaterThan(now);
		await run();
		expect(forum.posts).toBe(0);
		forum.lockOut(false);
		now += pause;
		await run();
		expect((await view(message)).transferred).toBeDefined();
		expect((await state()).lastError).toBeUndefined();
	});

	test('422, title taken: made different once more', async () => {
		const [first, second] = [await write({ text: 'Erste' }), await write({ text: 'Zweite' })];
		await run();
		expect(forum.topics).toHaveLength(2);
		expect(forum.topics[1]?.title).toMatch(/ \([a-z2-7]{6}\)$/);
		expect((await view(first)).transferred?.url).not.toBe((await view(second)).transferred?.url);
	});

	test('422 for good: told in its own words, and no other message waits for it', async () => {
		const one = await write({ text: 'Eins' });
		const other = await write({ kind: 'violation', rule: { id: '9', name: 'x' } }, now + 1);
		for (const post of [0, 1]) forum.badDays[post] = { kind: 'failure', status: 422 };
		await run();
		expect((await view(one)).transferred).toBeUndefined();
		expect((await view(other)).transferred).toBeDefined();
		expect(await state()).toMatchObject({ waiting: 1 });
		expect((await state()).lastError).toBeUndefined();
	});

	test('429: waits for no longer than a day', async () => {
		await write();
		forum.badDays.push({ kind: 'limit', seconds: 1e9 });
		await run();
		expect(await state()).toMatchObject({
			pausedUntil: now + 86_400_000,
			lastError: { code: 'rate-limited' }
		});
	});

	test('429: waits for as long as it was told', async () => {
		const message = await write();
		forum.badDays.push({ kind: 'limit', seconds: 37 });
		await run();
		expect(await state()).toMatchObject({ pausedUntil: now + 37_000, lastError: { code: 'rate-limited' } });
		now += 36_000;
		await run();
		expect(forum.posts).toBe(1);
		now += 1_000;
		await run();
		expect((await view(message)).transferred).toBeDefined();
		expect(forum.topics).toHaveLength(1);
	});

	test('time-out after it had posted: found again, never posted twice', async () => {
		const message = await write();
		forum.badDays.push({ kind: 'silent' });
		await run();
		expect(await state()).toMatchObject({ lastError: { code: 'timeout' } });
		now += pause;
		await run();
		expect([forum.posts, forum.topics.length]).toEqual([1, 1]);
		expect((await view(message)).transferred?.url).toBe(`${forum.url}/t/ein-titel/100`);
	});

	test('a server that died after it had posted: the next one finds it', async () => {
		const { _id } = await write();
		const deliveries = new Deliveries(server.ctx.couch, 'board');
		await deliveries.change(_id, () => ({ message: _id, attempts: 1, next: 0 }));
		const external_id = `dienstbuch-${_id.slice(-26)}`;
		forum.topics.push({ id: 100, title: 'Ein Titel davon', raw: 'Ein Text davon', external_id });
		await run();
		expect([forum.posts, (await view({ _id } as MessageFact)).transferred?.url]).toEqual([
			0,
			`${forum.url}/t/ein-titel/100`
		]);
	});

	test('two servers at once: one topic, one fact', async () => {
		const { _id } = await write();
		const context = { ctx: server.ctx, signal: new AbortController().signal };
		await Promise.all([boardJob(TIMEOUT)().run(context), boardJob(TIMEOUT)().run(context)]);
		await server.ctx.messages.catchUp();
		expect([forum.topics.length, server.ctx.messages.factsOf(_id).length]).toEqual([1, 2]);
	});

	test('500, no Discourse, moved elsewhere: growing pauses, in the words of the state', async () => {
		const message = await write();
		const pauses: number[] = [];
		const codes: (string | undefined)[] = [];
		forum.badDays.push(
			{ kind: 'failure', status: 502 },
			{ kind: 'page' },
			{ kind: 'moved', to: 'http://127.0.0.1:1/' }
		);
		for (let round = 0; round < 3; round += 1) {
			await run();
			const { pausedUntil, lastError } = await state();
			pauses.push(pausedUntil - now);
			codes.push(lastError?.code);
			now = pausedUntil;
		}
		expect(codes).toEqual(['server-error', 'wrong-address', 'wrong-address']);
		expect(pauses).toEqual([15_000, 30_000, 60_000]);
		await run();
		expect((await view(message)).transferred).toBeDefined();
		expect(forum.topics).toHaveLength(1);
	});

	test('nobody there: tried again', async () => {
		const message = await write();
		await setConnector(server.ctx.couch, 'board', (old) => ({
			...forum.connector,
			...old,
			url: 'http://127.0.0.1:1'
		}));
		await run();
		expect(await state()).toMatchObject({ lastError: { code: 'unreachable' }, waiting: 1 });
		await setConnector(server.ctx.couch, 'board', (old) => ({ ...forum.connector, ...old, url: forum.url }));
		now += pause;
		await run();
		expect((await view(message)).transferred).toBeDefined();
	});

	test('held back for approval: looked for, not posted again', async () => {
		const message = await write();
		forum.badDays.push({ kind: 'approval' });
		await run();
		now += pause;
		await run();
		expect([forum.posts, (await view(message)).transferred]).toEqual([1, undefined]);
		forum.approve();
		now += pause;
		await run();
		expect([forum.posts, (await view(message)).transferred?.url]).toEqual([
			1,
			`${forum.url}/t/ein-titel/100`
		]);
	});

	test('without a connector nothing is done', async () => {
		await write();
		await removeConnector(server.ctx.couch, 'board');
		await run();
		expect(forum.posts).toBe(0);
	});
});

function stamp(): string {
	const day = new Date(now).toISOString().slice(0, 10).split('-').reverse().join('.');
	return `${day} 09:00`;
}
