import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../server/commands/openStore.ts';
import { importCommand } from '../../../server/import/cli.ts';
import { startTestServer, testValidators } from '../harness.ts';
import { setUp } from '../api/caller.ts';

let dataDir: string;
let sites: string;
const printed: string[] = [];
beforeEach(async () => {
	dataDir = await mkdtemp(path.join(tmpdir(), 'command-'));
	sites = path.join(dataDir, 'sites.csv');
	await writeFile(sites, 'Kürzel;Name;Art\r\nLNU;Linz Urfahr;Studio\r\n');
	printed.length = 0;
});
afterEach(() => rm(dataDir, { recursive: true }));

async function run(
	config: { couchdbPrefix: string; couchdbUrl?: string },
	...args: string[]
): Promise<number> {
	return await importCommand(args, {
		openStore: async () => openStore({ dataDir, ...config }, await testValidators()),
		print: (line) => void printed.push(line),
		warn: (line) => void printed.push(line)
	});
}

it('imports into the embedded database while no server runs', async () => {
	expect(await run({ couchdbPrefix: 'dienstbuch-' }, '--sites', sites)).toBe(0);
	expect(printed.join()).toContain('1 neu');
	expect(await run({ couchdbPrefix: 'dienstbuch-' }, '--sites', sites)).toBe(0);
	expect(printed.at(-1)).toContain('0 neu, 0 geändert, 1 unverändert');

	const { store, close } = await openStore({ dataDir, couchdbPrefix: 'dienstbuch-' }, await testValidators());
	const found = await store.readDoc('sites');
	await close();
	expect(found?.sites).toEqual([{ id: 'LNU', name: 'Linz Urfahr', kind: 'studio' }]);
});

it('goes through the database of a running server, and keeps its administrator', async () => {
	const server = await startTestServer({ dataDir });
	try {
		await setUp(server);
		const staff = path.join(dataDir, 'staff.csv');
		await writeFile(
			staff,
			'Personalnummer;Vorname;Nachname;Standorte;Rolle\r\n100;Sabine;Huber;LNU;Leitung\r\n'
		);
		const config = { couchdbPrefix: server.prefix, couchdbUrl: process.env.COUCHDB_URL };
		expect(await run(config, '--sites', sites, '--staff', staff)).toBe(0);

		const people = (await server.ctx.directory.readDoc('staff'))?.staff ?? [];
		expect(people.map(({ id, gone = false }) => [id, gone])).toEqual([
			['admin', false],
			['100', false]
		]);
	} finally {
		await server.stop();
	}
});

it('leaves nothing open and no address behind', async () => {
	await run({ couchdbPrefix: 'dienstbuch-' }, '--sites', sites);
	await expect(stat(path.join(dataDir, 'embedded.json'))).rejects.toThrow('ENOENT');
	const second = await openStore({ dataDir, couchdbPrefix: 'dienstbuch-' }, await testValidators());
	await second.close();
});
