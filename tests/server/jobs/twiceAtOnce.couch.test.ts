/** A lease is only advice (STYLE 13): each job, run by two servers at the same time, leaves what it leaves when one runs it. */
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { ServerContext } from '../../../server/context.ts';
import { DATABASES } from '../../../server/couchdb/names.ts';
import { mergeIntoPage } from '../../../server/entries/pages.ts';
import { eraseContact } from '../../../server/erasure/eraseContact.ts';
import { jobs } from '../../../server/jobs/registry.ts';
import { MessageLog } from '../../../server/log/messageLog.ts';
import { hourOf, type EntryEvent, type EntryPage } from '../../../src/lib/domain/entries.ts';
import { archivedOf, DAY, messageOf, NOW, write } from '../archive/archiveFixture.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { contactRows, contacts, SITES } from '../import/csvFixture.ts';

vi.setConfig({ testTimeout: 90_000 });

/** What a job finds: the same on the server where it runs once and on the one where it runs twice. */
interface Scene {
	/** How many runs the work takes */
	readonly runs?: number;
	readonly prepare: (server: TestServer, folder: string) => Promise<void>;
	/** What of the outcome can be compared, besides the databases */
	readonly also?: (folder: string) => Promise<unknown>;
}

const ANCIENT = messageOf(1200, { text: 'Sehr alt.' });
const OLD = messageOf(200, { text: 'Ist alt.' });
const BY_HAND = messageOf(3, { text: 'Von Hand archiviert.' });
const RECENT = messageOf(3, { text: 'Bleibt.' });
const BACK = messageOf(2, {
	text: 'Kam nach der Löschung.',
	contact: { kind: 'contact', id: '99', name: 'Weg, Ida' }
});
const FACTS = [OLD, BY_HAND, RECENT, archivedOf(BY_HAND, 1)];

async function entryAt({ ctx }: TestServer, at: number): Promise<void> {
	const who = { way: 'card', card: 'MF1', contact: '', name: '', visit: '' } as const;
	const event: EntryEvent = { at: new Date(at).toISOString(), terminal: 'Drehkreuz 1', ...who };
	const page: EntryPage = { site: 'GMU', hour: hourOf(event.at), events: [event] };
	await mergeIntoPage(ctx.couch.db<EntryPage>('entries'), page);
}

const SCENES: Readonly<Record<string, Scene | { readonly shownBy: string }>> = {
	'entry-retention': {
		async prepare(server) {
			for (const hours of [100, 80, 72.2, 71.8, 3]) await entryAt(server, NOW - hours * 3_600_000);
		}
	},
	'import-folder': {
		runs: 2,
		async prepare(_server, folder) {
			await writeFile(path.join(folder, 'a.csv'), new Uint8Array(SITES));
			await writeFile(
				path.join(folder, 'b.csv'),
				new Uint8Array(contacts(...contactRows(100, 150), ';ohne;Nummer'))
			);
			// the history is by the files' times: one after the other, whatever the disk's clock shows
			for (const [file, ago] of [
				['a.csv', 2000],
				['b.csv', 1000]
			] as const) {
				const modified = new Date(Date.now() - ago);
				await utimes(path.join(folder, file), modified, modified);
			}
		},
		also: async (folder) => [await readdir(folder), (await readdir(path.join(folder, 'done'))).sort()]
	},
	board: { shownBy: '../board/boardJob.couch.test.ts' },
	access: { shownBy: '../access/accessJob.couch.test.ts' },
	archive: { prepare: (server) => write(server, ...FACTS) },
	clear: {
		async prepare({ ctx }) {
			const db = ctx.couch.db<object>('private');
			await db.bulk({
				docs: [
					{ _id: 'tries:old', wrong: 7, lockedUntil: NOW - 400 * DAY },
					{ _id: 'pairing:old', site: { id: 'LNU', name: 'Linz' }, label: 'Alt', expires: NOW - 400 * DAY }
				]
			});
		}
	},
	// the first is older than messages are kept
	retention: { prepare: (server) => write(server, ANCIENT, ...FACTS) },
	erasure: {
		async prepare(server) {
			const who = { name: 'Anna Berger', role: 'admin' } as const;
			await eraseContact(server.ctx, { contact: '99', also: [], who });
			await write(server, ...FACTS, BACK);
		}
	}
};

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const end of ended.splice(0).reverse()) await end();
});

/** A server with the scene prepared. */
async function house({ prepare }: Scene): Promise<{ server: TestServer; folder: string }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'twice-'));
	ended.push(() => rm(folder, { recursive: true }));
	const server = await startTestServer({ clock: () => NOW, importDir: folder, quiet: true });
	ended.push(() => server.stop());
	await prepare(server, folder);
	return { server, folder };
}

/** The server as a second process has it: the databases are the same, what it remembers is its own. */
function another(ctx: ServerContext): ServerContext {
	return { ...ctx, messages: new MessageLog(ctx.couch) };
}

/** Ids that carry randomness or the key of the installation, and what says how the databases stand. */
const OWN = /^(_design\/|generation$|provision$|secret$|sealing|rescue|lease:|erased:)/;

/** All documents without what is unlike on any two servers. */
async function outcomeOf({ ctx }: TestServer): Promise<Record<string, unknown>> {
	const found: Record<string, unknown> = {};
	for (const name of DATABASES) {
		const { rows } = await ctx.couch.db<object>(name).list({ include_docs: true });
		const docs = rows.flatMap(({ id, doc }) => (doc && !OWN.test(id) ? [{ ...doc, _rev: undefined }] : []));
		// the audit list says of each thing when it was done, under a random id
		if (name === 'audit')
			found[name] = [...new Set(docs.map((doc) => String((doc as { what?: string }).what)))].sort();
		else found[name] = name === 'directory' ? docs.filter(({ _id }) => _id !== 'erasures') : docs;
	}
	return found;
}

test.each(jobs.map((make) => make().name))('%s', async (name) => {
	const scene = SCENES[name];
	if (!scene) throw new Error(`nothing shows that two servers may run ${name} at once`);
	if ('shownBy' in scene) {
		// each of these has a test of two servers that call the other side at the same time
		const tests = (await import('node:fs')).readFileSync(new URL(scene.shownBy, import.meta.url), 'utf8');
		return expect(tests).toMatch(/test\('two servers at once/);
	}
	const make = jobs.find((one) => one().name === name);
	if (!make) throw new Error(name);
	const { signal } = new AbortController();
	const { runs = 1, also } = scene;

	const once = await house(scene);
	const alone = make();
	for (let run = 0; run < runs; run += 1) await alone.run({ ctx: once.server.ctx, signal });

	const twice = await house(scene);
	const { ctx } = twice.server;
	const both = [ctx, another(ctx)].map((own) => ({ job: make(), own }));
	for (let run = 0; run < runs; run += 1) {
		await Promise.all(both.map(({ job, own }) => job.run({ ctx: own, signal })));
	}

	const expected = await outcomeOf(once.server);
	expect(await outcomeOf(twice.server)).toEqual(ignoringStates(expected));
	expect(await also?.(twice.folder)).toEqual(await also?.(once.folder));
	// nothing is left for a third
	await make().run({ ctx: another(ctx), signal });
	expect(await outcomeOf(twice.server)).toEqual(ignoringStates(expected));
});

/** Of an import the history keeps under the file's own time when it was; each folder has its own. */
function ignoringStates({ private: docs, ...others }: Record<string, unknown>): Record<string, unknown> {
	return {
		...others,
		private: (docs as { _id: string }[]).map((doc) =>
			doc._id.startsWith('import:') ? { ...doc, _id: expect.stringMatching(/^import:/) as string } : doc
		)
	};
}
