/** A disaster, and what saves from it: the real backup and the real restore. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expelAccount } from '../../../server/couchdb/accountUsers.ts';
import { Couch } from '../../../server/couchdb/couch.ts';
import { DATABASES } from '../../../server/couchdb/names.ts';
import { backup, restore } from '../../server/backup/fixture.ts';
import type { TestServer } from '../../server/harness.ts';

/** The facts of a server. */
export type Facts = readonly { readonly _id: string; readonly _rev: string }[];

/** All facts that the server has now. */
export async function factsOn({ ctx: { couch } }: TestServer): Promise<Facts> {
	const { rows } = await couch.db<object>('messages').list({ include_docs: true });
	return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc] : []));
}

/** Makes a backup. @returns its folder */
export async function takeBackup(server: TestServer): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'lab-backup-'));
	const { code, lines } = await backup(server, [folder]);
	if (code !== 0) throw new Error(lines.join('\n'));
	return folder;
}

/** The server loses all its databases, starts with empty ones, and has a backup restored into these while it runs. */
export async function loseAllAndRestore(server: TestServer, folder: string): Promise<void> {
	const { accounts, config } = server.ctx;
	const names = (await accounts.listAccounts()).map(({ name }) => name);
	await server.restart(async () => {
		if (config.couchdbUrl === undefined) {
			await rm(path.join(config.dataDir, 'couch'), { recursive: true });
		} else {
			// the server's own connections have ended with it
			const couch = new Couch(config.couchdbUrl, config.couchdbPrefix);
			for (const name of names) await expelAccount(couch, name);
			for (const name of DATABASES) await couch.nano.db.destroy(couch.nameOf(name));
		}
	});
	const { code, lines } = await restore(server, folder);
	await rm(folder, { recursive: true });
	if (code !== 0) throw new Error(lines.join('\n'));
}
