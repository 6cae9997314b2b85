import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BackupFolder } from '../../../server/backup/folder.ts';
import { prune } from '../../../server/backup/prune.ts';
import { newFolder } from './fixture.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-24T08:00:00Z');

let root: string;
let folder: BackupFolder;
beforeEach(async () => {
	root = await newFolder();
	folder = new BackupFolder(root);
	await folder.make();
});
afterEach(() => rm(root, { recursive: true }));

/** A file that a backup was writing when it was killed, so many hours ago. */
async function unfinished(of: 'packs' | 'snapshots', name: string, hours: number): Promise<void> {
	const file = path.join(root, of, name);
	await writeFile(file, 'Marlene Mustermann');
	const at = new Date(NOW - hours * HOUR);
	await utimes(file, at, at);
}

it('removes what a backup was writing when it was killed, after a day', async () => {
	await unfinished('packs', '2026-11-22T03-00-00.000Z-messages-3.json.gz.part', 53);
	await unfinished('snapshots', '2026-11-22T03-00-00.000Z.json.gz.part', 25);
	// the pack is old, but somebody is taking something out of it
	await unfinished('packs', '2026-10-22T03-00-00.000Z-messages-3.json.gz.part', 1);
	await prune(folder, 30, NOW);
	expect(await readdir(path.join(root, 'packs'))).toEqual([
		'2026-10-22T03-00-00.000Z-messages-3.json.gz.part'
	]);
	expect(await readdir(path.join(root, 'snapshots'))).toEqual([]);
});
