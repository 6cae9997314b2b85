import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginRestore, readGeneration } from '../../../server/couchdb/generation.ts';
import { batch, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';
import { backup, everything, everythingIn, fill, newFolder, privateDocs, restore } from './fixture.ts';

// each restores whole databases, some several times
vi.setConfig({ testTimeout: 90_000 });

const DAY = 24 * 3_600_000;

let server: TestServer;
let device: TestDevice;
let folder: string;
beforeAll(async () => {
	server = await startTestServer({ quiet: true });
	device = await server.device();
	await fill(server, device);
});
afterAll(() => server.stop());
beforeEach(async () => {
	folder = await newFolder();
});
afterEach(() => rm(folder, { recursive: true }));

async function write(text: string, by = device): Promise<string> {
	const fact = messageOf(by.identity, text);
	const answer = await by.fetch('/db/messages/_bulk_docs', { body: batch(pushed(fact)) });
	expect([answer.status, await answer.json()]).toEqual([201, []]);
	return fact._id;
}

async function remove(id: string): Promise<void> {
	const db = server.ctx.couch.db('messages');
	await db.destroy(id, (await db.get(id))._rev);
}

async function files(of: 'packs' | 'snapshots'): Promise<string[]> {
	return (await readdir(path.join(folder, of))).sort();
}

/** Another server, whose database is empty. */
async function withEmptyServer(use: (empty: TestServer) => Promise<void>): Promise<void> {
	const empty = await startTestServer({ quiet: true });
	try {
		await use(empty);
	} finally {
		await empty.stop();
	}
}

describe('a backup', () => {
	it('restored into an empty database gives the same documents, tombstones, pictures and accounts', async () => {
		await remove(await write('wird archiviert'));
		expect(await backup(server, [folder])).toMatchObject({ code: 0 });
		await withEmptyServer(async (empty) => {
			const before = await readGeneration(empty.ctx.couch);
			expect(await restore(empty, folder)).toMatchObject({ code: 0 });
			expect(await everything(empty)).toEqual(await everything(server));
			expect(await privateDocs(empty)).toEqual(await privateDocs(server));
			expect((await everythingIn(empty, 'photos')).length).toBe(1);
			const after = await readGeneration(empty.ctx.couch);
			expect(after?.restoring).toBeUndefined();
			expect([before?.id, (await readGeneration(server.ctx.couch))?.id]).not.toContain(after?.id);
			// the very token that the device got from the other server
			const headers = { cookie: device.cookie };
			const told = await fetch(`${empty.url}/api/device`, { headers });
			expect(await told.json()).toMatchObject({ status: 'active', generation: after?.id });
			expect((await fetch(`${empty.url}/db/messages/`, { headers })).status).toBe(200);
		});
	});

	it('takes only what is new, and can be read by its owner alone', async () => {
		await backup(server, [folder]);
		const [full] = (await backup(server, [folder])).lines;
		// the audit list has the backup before
		expect(full).toMatch(/davon 1 neu/);
		await write('seit gestern');
		expect((await backup(server, [folder])).lines[0]).toMatch(/davon [2-5] neu/);
		for (const of of ['packs', 'snapshots'] as const) {
			for (const file of await files(of)) {
				expect((await stat(path.join(folder, of, file))).mode & 0o077).toBe(0);
			}
		}
	});

	it('from some days ago can be chosen', async () => {
		await backup(server, [folder], () => Date.now() - 2 * DAY);
		const later = await write('danach');
		await backup(server, [folder]);
		await withEmptyServer(async (empty) => {
			const { lines } = await restore(empty, folder, '--list');
			expect(lines.length).toBe(2);
			await restore(empty, folder, '--snapshot', lines[0] ?? '');
			await expect(empty.ctx.couch.db('messages').get(later)).rejects.toThrow('missing');
			await restore(empty, folder, '--replace');
			expect(await empty.ctx.couch.db('messages').get(later)).toMatchObject({ text: 'danach' });
		});
	});

	it('that is too old goes, with what it alone had', async () => {
		const id = await write('Marlene Mustermann möchte gelöscht werden.');
		await backup(server, [folder], () => Date.now() - 31 * DAY);
		await remove(id);
		await backup(server, [folder], () => Date.now() - 2 * DAY);
		const has = async (): Promise<boolean> => (await contents()).includes('Marlene Mustermann');
		expect(await has()).toBe(true);
		const { lines } = await backup(server, [folder]);
		expect(lines[1]).toContain('Entfernt');
		expect((await files('snapshots')).length).toBe(2);
		expect(await has()).toBe(false);
		await withEmptyServer(async (empty) => {
			expect((await restore(empty, folder)).code).toBe(0);
			expect(await everything(empty)).toEqual(await everything(server));
		});
	});

	it('goes into no folder of another installation, and not in the middle of a restore', async () => {
		await backup(server, [folder]);
		await withEmptyServer(async (empty) => {
			expect(await backup(empty, [folder])).toMatchObject({
				code: 1,
				lines: [expect.stringContaining('einer anderen Installation')]
			});
			await beginRestore(empty.ctx.couch, empty.ctx.random, Date.now());
			expect((await backup(empty, [`${folder}/another`])).lines[0]).toContain('nicht beendet');
		});
	});
});

describe('a restore', () => {
	it('replaces nothing unless it is told to', async () => {
		await backup(server, [folder]);
		const generation = await readGeneration(server.ctx.couch);
		expect(await restore(server, folder)).toMatchObject({
			code: 1,
			lines: [expect.stringContaining('nicht leer')]
		});
		expect(await readGeneration(server.ctx.couch)).toEqual(generation);
	});

	it('says whose access has to be looked after', async () => {
		const lost = await server.device();
		await backup(server, [folder]);
		await server.ctx.accounts.setStatus(lost.identity.account, 'lost');
		const site = { id: 'LNU', name: 'Linz Urfahr' };
		await server.ctx.accounts.createDeviceAccount({ label: 'Neues Tablet', site });
		const { code, lines } = await restore(server, folder, '--replace');
		expect(code).toBe(0);
		expect(lines.slice(2)).toEqual([
			expect.stringMatching(/gelten wieder.*: Tablet$/),
			expect.stringMatching(/neu koppeln.*: Neues Tablet$/)
		]);
		expect((await lost.fetch('/db/messages/')).status).toBe(200);
	});

	it('lets personal accounts in as their people (F12)', async () => {
		const { accounts, couch } = server.ctx;
		const { name } = await accounts.createPersonAccount({
			username: 'nach der Sicherung',
			password: 'ein langer Satz',
			staff: { id: '101', name: 'Spinner, Lio' },
			role: 'lead',
			site: { id: 'LNU', name: 'Linz Urfahr' }
		});
		const roles = async () =>
			(await couch.nano.use<{ roles: string[] }>('_users').get(`org.couchdb.user:${name}`)).roles;
		const before = await roles();
		expect(before).toEqual(expect.arrayContaining(['person:101', 'role:lead']));
		await backup(server, [folder]);
		expect(await restore(server, folder, '--replace')).toMatchObject({ code: 0 });
		expect(await roles()).toEqual(before);
	});

	it('keeps the list of the erased, of what was there and of newer backups', async () => {
		const db = server.ctx.couch.db<{ at: number; subjects: string[] }>('private');
		const old = path.join(folder, 'old');
		const first = await db.insert({ _id: 'erased:one', at: 1, subjects: ['a'] });
		await backup(server, [old]);
		const second = await db.insert({ _id: 'erased:one', _rev: first.rev, at: 1, subjects: ['a', 'b'] });
		await backup(server, [folder], () => Date.now() - DAY);
		await db.insert({ _id: 'erased:one', _rev: second.rev, at: 1, subjects: ['a', 'b', 'c'] });
		await db.insert({ _id: 'erased:two', at: 2, subjects: [] });
		await backup(server, [folder]);
		const all = [
			{
				_id: 'erased:one',
				at: 1,
				subjects: expect.toSatisfy((list: string[]) => list.length === 3) as string[]
			},
			{ _id: 'erased:two', at: 2, subjects: [] }
		];
		const erased = async (of: TestServer): Promise<unknown[]> =>
			[...(await privateDocs(of))].flatMap(([id, doc]) => (id.startsWith('erased:') ? [doc] : []));
		await restore(server, old, '--replace');
		expect(await erased(server)).toEqual(all);
		await withEmptyServer(async (empty) => {
			const [oldest = ''] = (await restore(empty, folder, '--list')).lines;
			await restore(empty, folder, '--snapshot', oldest);
			expect(await erased(empty)).toEqual(all);
		});
	});

	it('of a damaged backup changes nothing', async () => {
		await backup(server, [folder]);
		const pack = path.join(
			folder,
			'packs',
			(await files('packs')).find((name) => name.includes('messages')) ?? ''
		);
		const bytes = await readFile(pack);
		const before = await readGeneration(server.ctx.couch);
		bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
		await writeFile(pack, new Uint8Array(bytes));
		expect((await restore(server, folder, '--replace')).lines[0]).toContain('beschädigt');
		await writeFile(pack, new Uint8Array(bytes.subarray(0, bytes.length >> 1)));
		expect((await restore(server, folder, '--replace')).lines[0]).toContain('beschädigt');
		await rm(pack);
		expect((await restore(server, folder, '--replace')).lines[0]).toContain('beschädigt');
		expect(await readGeneration(server.ctx.couch)).toEqual(before);
	});

	it('goes by the others where another backup is damaged, and says so', async () => {
		const db = server.ctx.couch.db<{ at: number; subjects: string[] }>('private');
		for (const days of [3, 2, 1, 0]) {
			await db.insert({ _id: `erased:${days}-days-ago`, at: days, subjects: [] });
			await backup(server, [folder], () => Date.now() - days * DAY);
		}
		const snapshots = await files('snapshots');
		const packs = (await files('packs')).filter((name) => name.includes('private'));
		const [oldest, unreadable, lacking, newest] = snapshots.map((name) => name.replace('.json.gz', ''));
		await writeFile(path.join(folder, 'snapshots', snapshots[1] ?? ''), 'damaged');
		await rm(path.join(folder, 'packs', packs[2] ?? ''));
		await withEmptyServer(async (empty) => {
			const { code, lines } = await restore(empty, folder, '--snapshot', oldest ?? '');
			expect(code).toBe(0);
			expect(lines.at(-1)).toMatch(/nicht lesbar.*bitte prüfen und erneut löschen/);
			for (const name of [unreadable, lacking, newest]) expect(lines.at(-1)).toContain(name);
			const known = [...(await privateDocs(empty)).keys()].filter((id) => /^erased:.-days/.test(id));
			// of the second, the fourth knows
			expect(known.sort()).toEqual(['erased:0-days-ago', 'erased:2-days-ago', 'erased:3-days-ago']);
		});
	});

	it('that was interrupted is done again without being told to replace', async () => {
		await backup(server, [folder]);
		const before = await everything(server);
		const { couch, random } = server.ctx;
		await beginRestore(couch, random, Date.now());
		await couch.nano.db.destroy(couch.nameOf('messages'));
		expect((await restore(server, folder)).code).toBe(0);
		expect(await everything(server)).toEqual(before);
	});

	it('of a folder without backups says so', async () => {
		expect((await restore(server, folder)).lines[0]).toContain('kein Ordner mit Sicherungen');
		expect((await restore(server)).code).toBe(2);
		expect((await backup(server, [folder, '--keep', 'ewig'])).code).toBe(2);
	});
});

async function contents(): Promise<string> {
	const { gunzipSync } = await import('node:zlib');
	const packs = await files('packs');
	const read = await Promise.all(packs.map((name) => readFile(path.join(folder, 'packs', name))));
	return read.map((bytes) => gunzipSync(new Uint8Array(bytes)).toString()).join('');
}
