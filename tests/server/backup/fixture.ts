/** The commands as tests run them, and all that is in a server's databases. */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { backupCommand, restoreCommand, type BackupEnvironment } from '../../../server/backup/cli.ts';
import { fetchLeaves, listLeaves } from '../../../server/backup/leaves.ts';
import { DATABASES, type DatabaseName } from '../../../server/couchdb/names.ts';
import { provision } from '../../../server/couchdb/provision.ts';
import { PictureStore } from '../../../server/pictures/pictureStore.ts';
import { pictureId } from '../../../src/lib/domain/pictures.ts';
import { messageOf, pushed } from '../facts.ts';
import { testValidators, type TestDevice, type TestServer } from '../harness.ts';
import { jpeg } from '../pictures/pictureBytes.ts';

/** What a command said, and how it ended. */
export interface Said {
	readonly code: number;
	readonly lines: readonly string[];
}

function environmentOf(
	{ ctx: { couch, database } }: Pick<TestServer, 'ctx'>,
	lines: string[],
	clock: () => number
): BackupEnvironment {
	const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
	const print = (line: string): void => void lines.push(line);
	return {
		open: async () => ({
			couch,
			random,
			provision: async () => {
				const validators = await testValidators();
				return await provision(couch, { validators, random, log: pino({ level: 'silent' }) });
			},
			settle: () => database.look(),
			close: async () => undefined
		}),
		version: '0.1.0',
		clock,
		print,
		warn: print
	};
}

/** `npm run backup` on the databases of that server. */
export async function backup(
	server: Pick<TestServer, 'ctx'>,
	args: readonly string[],
	clock = Date.now
): Promise<Said> {
	const lines: string[] = [];
	return { code: await backupCommand(args, environmentOf(server, lines, clock)), lines };
}

/** `npm run restore`; afterwards the server, which runs on, has noticed. */
export async function restore(server: TestServer, ...args: string[]): Promise<Said> {
	const lines: string[] = [];
	const code = await restoreCommand(args, environmentOf(server, lines, Date.now));
	if (server.ctx.database.state.status === 'ready') await server.ctx.database.look();
	while (server.ctx.database.state.status !== 'ready')
		await new Promise((resolve) => setTimeout(resolve, 20));
	return { code, lines };
}

/** Something in each database, with what is hard to keep: a history, a tombstone, revisions that stand beside each other, a picture. */
export async function fill({ ctx: { couch } }: TestServer, { identity }: TestDevice): Promise<void> {
	for (const name of ['directory', 'entries', 'archive'] as const) {
		const db = couch.db<{ n: number }>(name);
		const docs = Array.from({ length: 250 }, (_, n) => ({ _id: `doc:${String(n).padStart(4, '0')}`, n }));
		const written = new Map((await db.bulk({ docs })).map(({ id, rev }) => [id, rev]));
		const changed = { _id: 'doc:0000', _rev: written.get('doc:0000'), n: -1 };
		const removed = { _id: 'doc:0001', _rev: written.get('doc:0001'), _deleted: true };
		await db.bulk({ docs: [changed, removed] });
		const beside = { _id: 'doc:0002', _rev: `1-${'f'.repeat(32)}`, n: 2 };
		await couch.nano.request({
			db: couch.nameOf(name),
			path: '_bulk_docs',
			method: 'POST',
			body: { docs: [beside], new_edits: false }
		});
	}
	const facts = Array.from({ length: 30 }, (_, n) => pushed(messageOf(identity, `Mitteilung ${n}`)));
	await couch.db<object>('messages').bulk({ docs: facts, new_edits: false } as never);
	const bytes = jpeg();
	const part = { offset: 0, total: bytes.length, bytes };
	await new PictureStore(couch, Date.now).put(pictureId(new Uint8Array(bytes)), part);
}

/** A folder for backups; the caller removes it. */
export function newFolder(): Promise<string> {
	return mkdtemp(path.join(tmpdir(), 'backup-'));
}

/** All leaves of a database with their contents, attachments and histories included, in a fixed order. */
export async function everythingIn({ ctx: { couch } }: TestServer, name: DatabaseName): Promise<unknown[]> {
	const docs: Record<string, unknown>[] = [];
	for await (const some of fetchLeaves(couch, name, await listLeaves(couch, name))) docs.push(...some);
	const keyOf = ({ _id, _rev }: Record<string, unknown>): string => `${String(_id)} ${String(_rev)}`;
	return docs.map(strip).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** All databases but those documents that say how the databases stand. */
export async function everything(server: TestServer): Promise<Record<string, unknown[]>> {
	const found: Record<string, unknown[]> = {};
	for (const name of DATABASES)
		if (name !== 'private' && name !== 'audit') found[name] = await everythingIn(server, name);
	return found;
}

/** What is in `private`, whatever the revisions. */
export async function privateDocs({ ctx: { couch } }: TestServer): Promise<Map<string, object>> {
	const { rows } = await couch.db<object>('private').list({ include_docs: true });
	const left = /^(_design\/|generation$|provision$|lease:)/;
	return new Map(
		rows.flatMap(({ id, doc }) => {
			if (!doc || left.test(id)) return [];
			const { _rev, ...body } = doc;
			return [[id, body] as const];
		})
	);
}

/** An attachment's generation counts from another beginning in each database. */
function strip({ _attachments, ...doc }: Record<string, unknown>): Record<string, unknown> {
	if (typeof _attachments !== 'object' || _attachments === null) return doc;
	const data = Object.entries(_attachments as Record<string, { data: string }>).map(([name, it]) => [
		name,
		it.data
	]);
	return { ...doc, data };
}
