import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admitAccount, passwordOf } from '../../../server/couchdb/accountUsers.ts';
import { Couch } from '../../../server/couchdb/couch.ts';
import { findRunning } from '../../../server/couchdb/embedded/handFile.ts';
import { startEmbedded, type EmbeddedCouch } from '../../../server/couchdb/embedded/start.ts';
import { filesWith } from '../rawFiles.ts';

const SECRET = new Uint8Array(32);
let dataDir: string;
let embedded: EmbeddedCouch;
let now: number;
beforeEach(async () => {
	dataDir = await mkdtemp(path.join(tmpdir(), 'dienstbuch-embedded-'));
	now = Date.now();
	embedded = await startEmbedded(dataDir, () => now);
});
afterEach(async () => {
	await embedded.stop();
	await rm(dataDir, { recursive: true, force: true });
});

const origin = (): string => new URL(embedded.url).origin;
const ask = (method: string, target: string, headers: Record<string, string> = {}): Promise<Response> =>
	fetch(origin() + target, { method, headers });

describe('the embedded database', () => {
	it.each([
		['GET', '/'],
		['GET', '/_all_dbs'],
		['GET', '/_users/_all_docs'],
		['PUT', '/evil'],
		['DELETE', '/_users'],
		['POST', '/_session'],
		['GET', '/x/y/z']
	])('says 401 to a stranger for %s %s, and lives on', async (method, target) => {
		expect((await ask(method, target)).status).toBe(401);
		const list = await new Couch(embedded.url, 'x-').nano.db.list();
		expect(list).not.toContain('evil');
	});

	it('keeps all that it writes in its folder', async () => {
		await new Couch(embedded.url, 'x-').nano.db.create('x-test');
		expect(['log.txt', 'config.json', 'x-test', '_users'].filter((name) => existsSync(name))).toEqual([]);
		expect(existsSync(path.join(dataDir, 'couch', 'x-test'))).toBe(true);
	});

	it('lets accounts use no more than the gateway needs', async () => {
		const couch = new Couch(embedded.url, 'x-');
		await couch.nano.db.create('x-test');
		await admitAccount(couch, SECRET, 'd-1', 'salt');
		const basic = Buffer.from(`d-1:${passwordOf(SECRET, 'd-1')}`).toString('base64');
		const as = (method: string, target: string) => ask(method, target, { authorization: `Basic ${basic}` });
		expect((await as('GET', '/x-test/')).status).toBe(200);
		for (const [method, target] of [
			['PUT', '/x-evil'],
			['DELETE', '/x-test'],
			['GET', '/_all_dbs'],
			['GET', '/_users/org.couchdb.user:d-1'],
			['GET', '/_users/_changes'],
			['GET', '/x-test/_all_docs'],
			['GET', '/x-test/_security'],
			['PUT', '/x-test/doc'],
			['POST', '/x-test/_compact'],
			['POST', '/x-test/_compact_files']
		] as const) {
			expect([target, (await as(method, target)).status]).toEqual([target, 403]);
		}
	});

	it('ends sessions after ten minutes, and with a new salt', async () => {
		const couch = new Couch(embedded.url, 'x-');
		await admitAccount(couch, SECRET, 'd-1', 'salt');
		const signIn = async (): Promise<string> => {
			const answer = await fetch(`${origin()}/_session`, {
				method: 'POST',
				body: JSON.stringify({ name: 'd-1', password: passwordOf(SECRET, 'd-1') })
			});
			return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
		};
		const status = async (cookie: string): Promise<number> =>
			(await ask('GET', '/_session', { cookie })).status;
		const first = await signIn();
		expect(await status(first)).toBe(200);
		expect(await status(`${first}x`)).toBe(401);
		now += 11 * 60_000;
		expect(await status(first)).toBe(401);
		const second = await signIn();
		await admitAccount(couch, SECRET, 'd-1', 'other salt');
		expect(await status(second)).toBe(401);
	});
});

describe('the files of the embedded database', () => {
	it('hold nothing that was removed, once they are compacted', async () => {
		const { nano } = new Couch(embedded.url, 'x-');
		await nano.db.create('x-files');
		const db = nano.use<{ text: string }>('x-files');
		const map = 'function (doc) { emit("key of " + doc.text, null); }';
		await db.insert({ views: { by_text: { map } } } as never, '_design/index');
		const { rev } = await db.insert({ text: 'Zwetschkenknoedel' }, 'doc');
		await db.view('index', 'by_text');
		await db.destroy('doc', rev);
		await db.view('index', 'by_text');
		expect(await filesWith(dataDir, 'Zwetschkenknoedel')).not.toEqual([]);
		await nano.request({ db: 'x-files', path: '_compact', method: 'POST', body: {} });
		await nano.request({ db: 'x-files', path: '_compact_files', method: 'POST', body: {} });
		expect(await filesWith(dataDir, 'Zwetschkenknoedel')).toEqual([]);
		await db.insert({ text: 'Topfenstrudel' }, 'other');
		const { rows } = await db.view<null>('index', 'by_text');
		expect(rows.map(({ key }) => key as unknown)).toEqual(['key of Topfenstrudel']);
	});
});

describe('embedded.json', () => {
	const file = (): string => path.join(dataDir, 'embedded.json');

	it('leads others of this user, and nobody else, to the database', async () => {
		expect((await stat(file())).mode & 0o777).toBe(0o600);
		expect(await findRunning(dataDir)).toBe(embedded.url);
		await expect(startEmbedded(dataDir, Date.now)).rejects.toMatchObject({ code: 'data-in-use' });
	});

	it('is gone after an orderly stop', async () => {
		await embedded.stop();
		expect(existsSync(file())).toBe(false);
		embedded = await startEmbedded(dataDir, Date.now);
	});

	it('of a server that was killed leads nowhere', async () => {
		const old = await readFile(file(), 'utf8');
		await embedded.stop();
		for (const stale of [old, '{"port":', JSON.stringify({ port: 1, secret: 'x' })]) {
			await writeFile(file(), stale);
			expect(await findRunning(dataDir)).toBeUndefined();
		}
		embedded = await startEmbedded(dataDir, Date.now);
	});
});
