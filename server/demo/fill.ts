import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { ContactPages } from '../import/contactPages.ts';
import type { DirectoryWrite } from '../import/directoryStore.ts';
import { changeDirectory } from '../directory/changeDirectory.ts';
import { openDirectory, type DirectoryGround } from '../directory/openDirectory.ts';
import { revisionOf } from '../../src/lib/domain/ids.ts';
import type { EntryPage } from '../../src/lib/domain/entries.ts';
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import { makeDemoActivity } from './demoActivity.ts';
import { DEMO_PIN, makeDemoDirectory, type DemoDirectory } from './demoDirectory.ts';
import { makeDemoEntries } from './demoEntries.ts';
import { demoFacts } from './demoFacts.ts';

/** The same people on every machine: what somebody says of the demo holds for all. */
const SEED = 20_260_101;
/** Documents that go out in one write. */
const BATCH = 250;

/** What the demo needs of the server. */
export type DemoGround = Pick<ServerContext, 'accounts' | 'couch' | 'clock' | 'random'>;

/** Told how much is done, in documents. */
export type DemoProgress = (progress: { done: number; total: number }) => void;

/** Facts that are looked at to see whether there are any but shifts. */
const LOOKED_AT = 100;

/**
 * True where there are neither sites nor contacts nor facts; the first administrator and the lists do not count, nor do shifts: who
 * asks for the demo under Administration is on duty already.
 */
export async function isEmpty(ground: DirectoryGround): Promise<boolean> {
	const directory = openDirectory(ground);
	if (((await directory.readDoc('sites'))?.sites ?? []).length > 0) return false;
	if ((await directory.readAllPages()).size > 0) return false;
	const facts = ground.couch.db<{ type?: string }>('messages');
	const { rows } = await facts.list({ include_docs: true, limit: LOOKED_AT });
	const counts = rows.filter(({ id, doc }) => !id.startsWith('_design/') && !doc?.type?.startsWith('shift'));
	return counts.length === 0 && rows.length < LOOKED_AT;
}

/**
 * Fills an empty database with made-up people and 90 days of their work (DESIGN § 8). The sites are written first: of two who
 * fill at once, the second finds them.
 * @throws ServerError `not-empty`
 */
export async function fillDemo(ground: DemoGround, onProgress: DemoProgress = () => {}): Promise<void> {
	if (!(await isEmpty(ground))) throw new ServerError('not-empty');
	const now = ground.clock();
	const demo = makeDemoDirectory(SEED, new Date(now));
	const activity = makeDemoActivity(demo, new Date(now), SEED);
	const facts = demoFacts(demo, activity, ground.random, now);
	await writeLists(ground, demo);
	const pages = pagesOf(demo);
	const total = pages.length + facts.length;
	const directory = openDirectory(ground);
	for (let done = 0; done < pages.length; done += BATCH) {
		await directory.writeDocs(pages.slice(done, done + BATCH));
		onProgress({ done: Math.min(done + BATCH, pages.length), total });
	}
	const pins = demo.staff.map(({ id }) => ({ staff: id, pin: DEMO_PIN, mustChange: false }));
	await ground.accounts.setPins(pins, { overwrite: true });
	for (let done = 0; done < facts.length; done += BATCH) {
		await writeFacts(ground, facts.slice(done, done + BATCH));
		onProgress({ done: pages.length + Math.min(done + BATCH, facts.length), total });
	}
	await writeEntries(ground, makeDemoEntries(demo, activity, new Date(now), SEED));
}

async function writeEntries({ couch }: DemoGround, pages: ReadonlyMap<string, EntryPage>): Promise<void> {
	const docs = [...pages].map(([_id, page]) => ({ _id, ...page }));
	await couch.db<EntryPage>('entries').bulk({ docs });
}

async function writeLists(ground: DemoGround, demo: DemoDirectory): Promise<void> {
	await changeDirectory(ground, 'sites', (old) => {
		if ((old?.sites ?? []).length > 0) throw new ServerError('not-empty');
		return { sites: demo.sites };
	});
	await changeDirectory(ground, 'staff', (old) => {
		const ids = new Set(demo.staff.map(({ id }) => id));
		return { staff: [...(old?.staff ?? []).filter(({ id }) => !ids.has(id)), ...demo.staff] };
	});
	await changeDirectory(ground, 'settings', (old) => ({
		...demo.settings,
		...old,
		boardUrl: old?.boardUrl || demo.settings.boardUrl
	}));
	await changeDirectory(ground, 'houseRules', () => ({ rules: demo.houseRules }));
	await changeDirectory(ground, 'blockReasons', () => ({ reasons: demo.blockReasons }));
	await changeDirectory(ground, 'quickReasons', () => ({ reasons: demo.quickReasons }));
	await changeDirectory(ground, 'templates', () => ({ templates: demo.templates }));
	await changeDirectory(ground, 'promotions', () => ({ promotions: demo.promotions }));
}

function pagesOf({ contacts }: DemoDirectory): DirectoryWrite[] {
	const pages = new ContactPages(new Map());
	for (const contact of contacts) pages.set(contact);
	return [...pages.changed()].map(([_id, page]) => ({ _id, ...page }));
}

async function writeFacts({ couch }: DemoGround, facts: readonly Fact[]): Promise<void> {
	const docs = facts.map((fact) => ({ ...fact, _rev: revisionOf(fact._id) }));
	// nano's types do not know `new_edits`, which CouchDB takes beside the documents
	const refused: unknown = await couch.db<Fact>('messages').bulk({ docs, new_edits: false } as never);
	if (Array.isArray(refused) && refused.length > 0) {
		throw new Error(`the database refused facts of the demo: ${JSON.stringify(refused[0])}`);
	}
}
