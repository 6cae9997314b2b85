import { randomBytes } from 'node:crypto';
import type { TestServer } from '../../server/harness.ts';

/** The facts of a server. */
export type Backup = readonly { readonly _id: string; readonly _rev: string }[];

/** All facts that the server has now. */
export async function takeBackup({ ctx: { couch } }: TestServer): Promise<Backup> {
	const { rows } = await couch.db<object>('messages').list({ include_docs: true });
	return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc] : []));
}

/** Brings a server back to a backup: other facts are gone, the sequences begin anew, and the generation is another. */
export async function restoreFrom(server: TestServer, backup: Backup): Promise<void> {
	const before = server.ctx.couch;
	const meta = before.db<{ id: string }>('private');
	await meta.insert({ ...(await meta.get('generation')), id: randomBytes(9).toString('base64url') });
	await before.nano.db.destroy(before.nameOf('messages'));
	await server.restart();
	const messages = server.ctx.couch.db<object>('messages');
	if (backup.length > 0) await messages.bulk({ docs: [...backup], new_edits: false } as never);
}
