/** What is measured inside the browser: our way and the naive way, with the same documents. Times in ms. */
import { browserStorage } from '../../../src/lib/data/browserStorage.ts';
import { openDevice } from '../../../src/lib/data/device.ts';
import type { Contact } from '../../../src/lib/domain/directory.ts';
import { issue, type Writer } from '../../../src/lib/domain/issue.ts';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';
import { browserEnvironment } from '../../../src/lib/sync/browserEnvironment.ts';
import { PouchDB } from '../../../src/lib/sync/replication.ts';
import { createSync } from '../../../src/lib/sync/sync.ts';
import { putRaw, rawStore } from './rawStore.ts';

const APP_VERSION = '99.0.0';

/** First sync by the app's own way, until everything is on the device. */
async function firstSyncOurs(): Promise<number> {
	const start = performance.now();
	const device = await openDevice({ storage: browserStorage('bench-ours') });
	const sync = createSync({ device, environment: browserEnvironment(), appVersion: APP_VERSION });
	const done = new Promise<void>((resolve) => {
		sync.watch((status) => {
			if (status.kind === 'upToDate') resolve();
		});
	});
	sync.start();
	await done;
	const elapsed = performance.now() - start;
	await sync.close();
	await device.destroy();
	return elapsed;
}

/** First sync as PouchDB's introduction has it: a document for each contact and message, default options. */
async function firstSyncNaive(): Promise<number> {
	const start = performance.now();
	const pull = async (name: string): Promise<void> => {
		const local = new PouchDB(`bench-naive-${name}`, { adapter: 'idb' });
		await local.replicate.from(`${location.origin}/naive/${name}`);
		await local.close();
	};
	await Promise.all([pull('contacts'), pull('facts')]);
	return performance.now() - start;
}

/** The bytes of our first sync fetched and put into IndexedDB as they are: the floor. */
async function firstSyncRaw(): Promise<number> {
	const start = performance.now();
	const store = await rawStore('bench-raw');
	for (const name of ['directory', 'messages']) {
		const response = await fetch(`/db/${name}/_changes?include_docs=true&since=0`);
		const { results } = (await response.json()) as { results: { id: string; doc: object }[] };
		for (let at = 0; at < results.length; at += 1000) {
			await putRaw(
				store,
				results.slice(at, at + 1000).map(({ id, doc }) => [`${name}/${id}`, doc])
			);
		}
	}
	store.close();
	return performance.now() - start;
}

/** Until contacts that are on the device one by one can be searched: what the app would do without pages. */
async function startNaive(): Promise<number> {
	const start = performance.now();
	const local = new PouchDB('bench-naive-contacts', { adapter: 'idb' });
	const { rows } = await local.allDocs({ include_docs: true });
	const index = new ContactIndex(
		rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as unknown as Contact] : []))
	);
	index.search('hub');
	const elapsed = performance.now() - start;
	await local.close();
	return elapsed;
}

/** Storing messages one after the other, as "Mitteilung speichern" does, beside a put of the same bytes; in turn, so that both meet the same machine. */
async function saves(count: number): Promise<{ ours: number[]; raw: number[] }> {
	const device = await openDevice({ storage: browserStorage('bench-save') });
	const sync = createSync({ device, environment: browserEnvironment(), appVersion: APP_VERSION });
	const store = await rawStore('bench-save-raw');
	const writer: Writer = {
		now: () => sync.clock.now(),
		random: (length) => crypto.getRandomValues(new Uint8Array(length)),
		device: 'bench',
		deviceSite: 'LNU',
		author: { id: '1', name: 'Huber, Sabine', role: 'staff' }
	};
	const figures = { ours: [] as number[], raw: [] as number[] };
	for (let i = 0; i < count; i += 1) {
		const start = performance.now();
		const fact = issue(writer, {
			type: 'message',
			site: 'LNU',
			kind: 'camera',
			contact: { kind: 'contact', id: String(10_000 + i), name: 'Müller, Jürgen' },
			text: 'Lässt um 14:32 einen Freund mit hinein, beide gehen zum Hantelbereich.',
			forInformation: true,
			footageAt: '2026-11-18T13:32:00.000Z'
		});
		await device.outbox.add(fact, sync.clock.stamp());
		figures.ours.push(performance.now() - start);
		const rawStart = performance.now();
		await putRaw(store, [[fact._id, fact]]);
		figures.raw.push(performance.now() - rawStart);
	}
	store.close();
	await sync.close();
	await device.destroy();
	return figures;
}

Object.assign(window, { bench: { firstSyncOurs, firstSyncNaive, firstSyncRaw, startNaive, saves } });
