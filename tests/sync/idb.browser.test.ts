import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { browserStorage } from '../../src/lib/data/browserStorage.ts';
import { openDevice, type Device } from '../../src/lib/data/device.ts';
import { StorageLost } from '../../src/lib/data/errors.ts';
import { readIdb } from '../../src/lib/data/readIdb.ts';
import { messageOf, onServer, STAMP } from '../unit/data/contract/samples.ts';
import { closableStorage } from './closableStorage.ts';

const storage = closableStorage();
const open: Device[] = [];
async function newDevice(): Promise<Device> {
	const device = await openDevice({ storage: browserStorage(`idb-${crypto.randomUUID()}`) });
	open.push(device);
	return device;
}
afterEach(async () => {
	for (const device of open.splice(0)) await device.destroy();
});

describe('IndexedDB', () => {
	test('what is read past PouchDB is what PouchDB has, tombstones and changed pages included', async () => {
		const { messages } = await newDevice();
		const database = await messages.replica.target('g1');
		const facts = Array.from({ length: 30 }, (_, i) => onServer(messageOf(`${i}`)));
		await database.bulkDocs(facts as never[], { new_edits: false });
		for (const [index, fact] of facts.slice(0, 10).entries()) {
			const hash = 'f'.repeat(32);
			const _revisions = { start: 2, ids: [hash, fact._rev.slice(2)] };
			const next = {
				...fact,
				_rev: `2-${hash}`,
				_revisions,
				...(index % 2 ? { _deleted: true } : { text: 'neu' })
			};
			await database.bulkDocs([next] as never[], { new_edits: false });
		}
		const byPouch = await database.allDocs({ include_docs: true, update_seq: true });
		const { docs, since } = await readIdb(database);
		const sorted = [...docs].sort((a, b) => (a._id < b._id ? -1 : 1));
		expect(sorted).toEqual(byPouch.rows.map((row) => 'doc' in row && row.doc));
		expect(since).toBe((byPouch as unknown as { update_seq: number }).update_seq);
		expect(docs).toHaveLength(25);
	});

	test('a key that cannot be exported is kept among the settings', async () => {
		const storage = browserStorage(`idb-${crypto.randomUUID()}`);
		const device = await openDevice({ storage });
		const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
		await device.settings.set('app.verifier', key);
		await device.close();
		const again = await openDevice({ storage });
		open.push(again);
		const kept = again.settings.get('app.verifier', v.instance(CryptoKey));
		expect(kept?.extractable).toBe(false);
		const text = new TextEncoder().encode('1234');
		const signed = (by: CryptoKey): Promise<ArrayBuffer> => crypto.subtle.sign('HMAC', by, text);
		expect(kept && (await signed(kept))).toEqual(await signed(key));
	});

	test('a connection that the browser has closed is opened again', async () => {
		const device = await newDevice();
		const database = await device.messages.replica.target('g1');
		await device.outbox.add(messageOf('vorher'), STAMP);
		expect(await device.probe()).toBe('ok');
		await database.close();
		expect(await device.probe()).toBe('reopened');
		expect(await device.probe()).toBe('ok');
		await device.outbox.add(messageOf('nachher'), STAMP);
		expect(device.outbox.entries).toHaveLength(2);
	});

	test('one that the browser has closed under all databases fails each write by its name, until it is asked for', async () => {
		const device = await newDevice();
		const shown = new Set<string>();
		const [before, meanwhile, after] = [
			messageOf('vorher'),
			messageOf('währenddessen'),
			messageOf('nachher')
		];
		const pages = await device.messages.replica.target('g1');
		await pages.bulkDocs([onServer(before)] as never[], { new_edits: false });
		await device.messages.follow({
			arrived: (facts) => facts.forEach((fact) => shown.add(fact._id)),
			gone: () => undefined
		});
		storage.close();
		await expect(device.outbox.add(meanwhile, STAMP)).rejects.toThrow(StorageLost);
		expect(await Promise.all([device.probe(), device.probe()])).toEqual(['reopened', 'reopened']);
		await device.outbox.add(meanwhile, STAMP);
		const again = await device.messages.replica.target('g1');
		await again.bulkDocs([onServer(after)] as never[], { new_edits: false });
		await expect.poll(() => [...shown].sort()).toEqual([before._id, after._id].sort());
	});

	test('one that stays closed is lost; once it can be opened, what is stored is read and followed', async () => {
		const device = await newDevice();
		const fact = messageOf('vorher');
		const pages = await device.messages.replica.target('g1');
		await pages.bulkDocs([onServer(fact)] as never[], { new_edits: false });
		const shown = new Set<string>();
		const follower = {
			arrived: (facts: readonly { readonly _id: string }[]) => facts.forEach(({ _id }) => shown.add(_id)),
			gone: () => undefined
		};
		storage.close(true);
		await expect(device.messages.follow(follower)).rejects.toThrow(StorageLost);
		expect(await device.probe()).toBe('lost');
		expect(await device.probe()).toBe('lost');
		storage.giveBack();
		expect(await device.probe()).toBe('reopened');
		await device.messages.follow(follower);
		expect([...shown]).toEqual([fact._id]);
	});

	test('once it is closed for good it is not opened again', async () => {
		const device = await newDevice();
		open.splice(0);
		await device.close();
		expect(await device.probe()).toBe('lost');
	});
});
