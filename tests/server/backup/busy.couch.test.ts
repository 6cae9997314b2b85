/** A backup while others write: it ends, and it has all that was there when it began. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { BackupFolder, leavesOf } from '../../../server/backup/folder.ts';
import { listLeaves, type KeptDoc } from '../../../server/backup/leaves.ts';
import { beginRestore, endRestore, renewGeneration } from '../../../server/couchdb/generation.ts';
import type { DatabaseName } from '../../../server/couchdb/names.ts';
import { batch, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { backup, newFolder } from './fixture.ts';

vi.setConfig({ testTimeout: 90_000 });

let server: TestServer;
let folder: string;
beforeAll(async () => {
	server = await startTestServer({ quiet: true });
});
afterAll(() => server.stop());
beforeEach(async () => {
	folder = await newFolder();
});
afterEach(async () => {
	vi.restoreAllMocks();
	await rm(folder, { recursive: true });
});

/** What the newest backup has of a database. */
async function kept(name: DatabaseName): Promise<KeptDoc[]> {
	const there = new BackupFolder(folder);
	const { contents } = await there.read((await there.names()).at(-1) ?? '');
	const docs: KeptDoc[] = [];
	for (const [pack, pairs] of Object.entries(contents[name] ?? {}))
		for await (const doc of there.docs(pack, leavesOf(pairs))) docs.push(doc);
	return docs;
}

/** All that is in the packs, whether a backup names it or not. */
async function inPacks(): Promise<string> {
	const packs = path.join(folder, 'packs');
	const bytes = await Promise.all((await readdir(packs)).map((name) => readFile(path.join(packs, name))));
	return bytes.map((some) => gunzipSync(new Uint8Array(some)).toString()).join('');
}

async function push(...texts: readonly string[]): Promise<string[]> {
	const facts = texts.map((text) => pushed(messageOf({ device: 'tablet' }, text)));
	await server.ctx.couch.db<object>('messages').bulk(batch(...facts) as never);
	return facts.map(({ _id }) => _id);
}

/** Runs something, when the database was listed, before anything of it is fetched; the first so many times. */
function whenListed(name: DatabaseName, work: () => Promise<unknown>, times = 1): void {
	const { nano } = server.ctx.couch;
	const request = nano.request.bind(nano);
	let left = times;
	vi.spyOn(nano, 'request').mockImplementation((async (options: { db?: string; path?: string }) => {
		const answer: unknown = await request(options);
		if (left > 0 && options.path === '_changes' && options.db === server.ctx.couch.nameOf(name)) {
			left -= 1;
			await work();
		}
		return answer;
	}) as never);
}

async function compactNow(name: DatabaseName): Promise<void> {
	const { couch } = server.ctx;
	await couch.nano.request({ db: couch.nameOf(name), path: '_compact', method: 'POST', body: {} });
	const running = async () =>
		((await couch.nano.db.get(couch.nameOf(name))) as { compact_running?: boolean }).compact_running;
	while (await running()) await new Promise((resolve) => setTimeout(resolve, 50));
}

it('a writer that never pauses keeps no backup from ending', async () => {
	const { couch, audit } = server.ctx;
	await push(...Array.from({ length: 50 }, (_, n) => `vorher ${n}`));
	const seen = couch.db<{ at: number }>('private');
	const names: DatabaseName[] = ['private', 'audit', 'messages'];
	const before = await Promise.all(names.map((name) => listLeaves(couch, name)));
	let over = false;
	const again = async (write: (n: number) => Promise<unknown>): Promise<number> => {
		let n = 0;
		for (; !over; n += 1) await write(n);
		return n;
	};
	let rev: string | undefined;
	const writers = [
		again(async (at) => ({ rev } = await seen.insert({ _id: 'seen:d-1', _rev: rev, at }))),
		again((n) => audit.record({ what: 'sign-in', who: { account: 'd-1' }, detail: { n } } as never)),
		again((n) => push(`dazwischen ${n}`))
	];
	const { code, lines } = await backup(server, [folder]);
	over = true;
	expect([code, lines]).toEqual([0, [expect.stringContaining('Gesichert')]]);
	for (const written of await Promise.all(writers)) expect(written).toBeGreaterThan(2);
	for (const [n, name] of names.entries()) {
		const ids = (await kept(name)).map(({ _id }) => _id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining((before[n] ?? []).map(({ id }) => id)));
	}
});

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

it('a restore that begins meanwhile makes it no backup', async () => {
	const { couch } = server.ctx;
	await push('vor der Wiederherstellung');
	await backup(server, [folder]);
	const before = await new BackupFolder(folder).names();
	try {
		// the databases listed by then are of before, the others of what is half there
		whenListed('directory', async () => beginRestore(couch, random, Date.now()));
		const { code, lines } = await backup(server, [folder]);
		expect([code, lines]).toEqual([1, [expect.stringContaining('danach noch einmal sichern')]]);
	} finally {
		await endRestore(couch, random);
	}
	expect(await new BackupFolder(folder).names()).toEqual(before);
	expect((await backup(server, [folder])).code).toBe(0);
});

it('a restore, or an erasure, that begins and ends meanwhile has all copied anew, once', async () => {
	const { couch } = server.ctx;
	const [gone = ''] = await push('Das stand vor der Wiederherstellung da.');
	const replace = async (): Promise<void> => {
		await beginRestore(couch, random, Date.now());
		const messages = couch.db('messages');
		await messages.destroy(gone, (await messages.get(gone))._rev);
		await endRestore(couch, random);
	};
	// after the messages were copied
	whenListed('private', replace);
	expect((await backup(server, [folder])).code).toBe(0);
	expect((await kept('messages')).find(({ _id }) => _id === gone)).toMatchObject({ _deleted: true });
	expect(await inPacks()).not.toContain('Das stand vor der Wiederherstellung da.');
	vi.restoreAllMocks();
	const before = await new BackupFolder(folder).names();
	whenListed('private', () => renewGeneration(couch, random), 2);
	const { code, lines } = await backup(server, [folder]);
	expect([code, lines]).toEqual([1, [expect.stringContaining('Bitte noch einmal sichern')]]);
	expect(await new BackupFolder(folder).names()).toEqual(before);
});

it('what was written on and compacted away before it was fetched is taken as it is by then', async () => {
	const db = server.ctx.couch.db<{ n: number }>('directory');
	const [changed, removed] = [
		await db.insert({ _id: 'doc:1', n: 1 }),
		await db.insert({ _id: 'doc:2', n: 1 })
	];
	whenListed('directory', async () => {
		await db.insert({ _id: 'doc:1', _rev: changed.rev, n: 2 });
		await db.destroy('doc:2', removed.rev);
		await compactNow('directory');
	});
	expect((await backup(server, [folder])).code).toBe(0);
	const docs = (await kept('directory')).filter(({ _id }) => _id.startsWith('doc:'));
	expect(docs.sort((one, other) => (one._id < other._id ? -1 : 1))).toEqual([
		expect.objectContaining({
			_id: 'doc:1',
			n: 2,
			_revisions: expect.objectContaining({ start: 2 }) as object
		}),
		expect.objectContaining({ _id: 'doc:2', _deleted: true })
	]);
});

it('what is moved from the messages to the archive meanwhile is in one of them', async () => {
	const [id = ''] = await push('wird archiviert');
	const { couch } = server.ctx;
	whenListed('archive', async () => {
		await couch.db<{ facts: string[] }>('archive').insert({ _id: id, facts: [] });
		const messages = couch.db('messages');
		await messages.destroy(id, (await messages.get(id))._rev);
	});
	expect((await backup(server, [folder])).code).toBe(0);
	expect((await kept('archive')).find(({ _id }) => _id === id)).toMatchObject({ facts: [] });
});

it('what comes out of the archive meanwhile is in the messages, and what no state has is in no pack', async () => {
	const { couch } = server.ctx;
	const archive = couch.db<{ facts: string[] }>('archive');
	const fact = pushed(messageOf({ device: 'tablet' }, 'kommt zurück'));
	const { rev } = await archive.insert({ _id: fact._id, facts: [] });
	const [other = ''] = await push('Marlene Mustermann möchte gelöscht werden.');
	// after the messages were listed: of them alone nobody could tell that it is there
	whenListed('messages', async () => {
		await couch.db<object>('messages').bulk(batch(fact) as never);
		await couch.db('messages').destroy(other, (await couch.db('messages').get(other))._rev);
		await archive.destroy(fact._id, rev);
	});
	expect((await backup(server, [folder])).code).toBe(0);
	expect((await kept('messages')).find(({ _id }) => _id === fact._id)).toMatchObject({
		text: 'kommt zurück'
	});
	expect((await kept('archive')).find(({ _id }) => _id === fact._id)).toMatchObject({ _deleted: true });
	expect((await kept('messages')).find(({ _id }) => _id === other)).toMatchObject({ _deleted: true });
	expect(await inPacks()).not.toContain('Marlene Mustermann');
});
