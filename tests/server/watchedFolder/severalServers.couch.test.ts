/** Servers on one database that watch folders of their own, the same one, or none. */
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { markOf } from '../../../server/watchedFolder/folderMark.ts';
import { startBeside } from '../besides.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { SITES } from '../import/csvFixture.ts';

const NOW = Date.parse('2026-11-18T21:30:00Z');
const clock = (): number => NOW;
const ended: (() => Promise<unknown>)[] = [];
/** Whose database it is: the embedded one keeps its leases apart from those of others. */
let house: TestServer;
let first: TestServer;
beforeEach(async () => {
	house = await startTestServer({ clock });
	ended.push(() => house.stop());
	first = await beside(await newFolder());
});
afterEach(async () => {
	for (const end of ended.splice(0).reverse()) await end();
});

async function newFolder(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'dienstbuch-several-'));
	ended.push(() => rm(folder, { recursive: true }));
	return folder;
}

async function beside(importDir?: string): Promise<TestServer> {
	const server = await startBeside(house, { clock, importDir, quiet: true });
	ended.push(() => server.stop());
	return server;
}

const look = (server: TestServer) => server.runJob('import-folder');
const folderOf = ({ ctx }: TestServer): string => ctx.config.importDir ?? '';
const put = (server: TestServer) =>
	writeFile(path.join(folderOf(server), 'sites.csv'), new Uint8Array(SITES));
const done = async (server: TestServer): Promise<boolean> =>
	(await readdir(path.join(folderOf(server), 'done'))).includes('sites.csv');

it('a server without a folder has no such job, and holds no lease for those that have one', async () => {
	const without = await beside();
	await expect(look(without)).rejects.toThrow('there is no job import-folder');
	await look(first);
});

it('each looks at a folder of its own', async () => {
	const other = await beside(await newFolder());
	for (const server of [first, other]) await put(server);
	for (let round = 0; round < 2; round += 1) {
		await look(first);
		await look(other);
	}
	expect([await done(first), await done(other)]).toEqual([true, true]);
});

it('of those that share one, whatever it is called there, one looks at a time, and the next when that stops', async () => {
	const elsewhere = path.join(await newFolder(), 'share');
	await symlink(folderOf(first), elsewhere);
	const other = await beside(elsewhere);
	await look(other);
	await expect(look(first)).rejects.toThrow('elsewhere');
	await put(first);
	for (let round = 0; round < 2; round += 1) await look(other);
	expect(await done(first)).toBe(true);
	await other.stop();
	ended.pop();
	await look(first);
});

it('a folder that is gone fails the look, and that of no other server', async () => {
	const other = await beside(path.join(await newFolder(), 'nowhere'));
	await expect(look(other)).rejects.toThrow('failed');
	await look(first);
});

it('a folder that two mark at once has one mark from the next look on', async () => {
	const folder = await newFolder();
	const random = (value: number) => () => new Uint8Array(6).fill(value);
	const marks = await Promise.all([markOf(folder, random(2)), markOf(folder, random(1))]);
	expect(['01', '02']).toEqual(expect.arrayContaining(marks.map((mark) => mark.slice(0, 2))));
	for (const value of [3, 0]) {
		const [least] = (await readdir(folder)).sort();
		expect(`.dienstbuch-${await markOf(folder, random(value))}`).toBe(least);
	}
});
