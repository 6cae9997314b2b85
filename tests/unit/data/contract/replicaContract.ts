import { afterEach, expect, test } from 'vitest';
import type { Device } from '../../../../src/lib/data/device.ts';
import type { Corrupt } from '../../../../src/lib/data/errors.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import { messageOf, onServer, until } from './samples.ts';
import type { OpenTab } from './tab.ts';

/** Puts documents in as a pull does. */
async function arrive(device: Device, generation: string, docs: readonly object[]): Promise<void> {
	const target = await device.messages.replica.target(generation);
	await target.bulkDocs(docs as never[], { new_edits: false });
}

/** What the server leaves of a document that it removed. */
function tombstoneOf({ _id, _rev }: { _id: string; _rev: string }): object {
	const [start, hash] = [2, 'f'.repeat(32)];
	return { _id, _rev: `${start}-${hash}`, _deleted: true, _revisions: { start, ids: [hash, _rev.slice(2)] } };
}

const nothingLost = (): Promise<void> => Promise.resolve();

/** What every implementation of the storage must do for the replicas. */
export function replicaContract(newStorage: () => OpenTab): void {
	const open: Device[] = [];
	const tabsOf = (): OpenTab => {
		const tab = newStorage();
		return async (options) => {
			const device = await tab(options);
			open.push(device);
			return device;
		};
	};
	/** Texts of the messages that a tab shows. */
	async function shownIn(device: Device): Promise<() => string[]> {
		const shown = new Map<string, Fact>();
		await device.messages.follow({
			arrived: (facts) => facts.forEach((fact) => shown.set(fact._id, fact)),
			gone: (ids) => ids.forEach((id) => shown.delete(id))
		});
		return () => [...shown.values()].map((fact) => ('text' in fact ? String(fact.text) : fact.type)).sort();
	}
	afterEach(async () => {
		for (const device of open.splice(0)) await device.close();
	});

	test('all that is there is told at once, then what comes, in other tabs too', async () => {
		const tab = tabsOf();
		const device = await tab();
		await arrive(device, 'g1', [onServer(messageOf('a')), onServer(messageOf('b'))]);
		const shown = await shownIn(device);
		expect(shown()).toEqual(['a', 'b']);
		const other = await shownIn(await tab());
		expect(other()).toEqual(['a', 'b']);
		await arrive(device, 'g1', [onServer(messageOf('c'))]);
		await until(() => shown().length === 3 && other().length === 3);
		expect(await device.messages.replica.size()).toBe(3);
	});

	test('what came later has the higher number, whenever it was written, and keeps it over a restart', async () => {
		const tab = tabsOf();
		const device = await tab();
		const numbersIn = async (one: Device): Promise<Map<string, number>> => {
			const numbers = new Map<string, number>();
			await one.messages.follow({
				arrived: (_facts, { sequences }) => sequences.forEach((number, id) => numbers.set(id, number)),
				gone: () => undefined
			});
			return numbers;
		};
		const late = messageOf('gestern ohne Netz geschrieben');
		const early = messageOf('heute');
		await arrive(device, 'g1', [onServer(early)]);
		const numbers = await numbersIn(device);
		await arrive(device, 'g1', [onServer(late)]);
		await until(() => numbers.size === 2);
		expect(numbers.get(late._id)).toBeGreaterThan(numbers.get(early._id) ?? Infinity);
		expect([...(await numbersIn(await tab()))]).toEqual([...numbers]);
	});

	test('a first pull fills the screens while it runs', async () => {
		const tab = tabsOf();
		const device = await tab();
		const shown = await shownIn(device);
		expect(shown()).toEqual([]);
		await arrive(device, 'g1', [onServer(messageOf('a'))]);
		await until(() => shown().length === 1);
	});

	test('a tombstone takes the document away', async () => {
		const tab = tabsOf();
		const device = await tab();
		const fact = onServer(messageOf('a'));
		await arrive(device, 'g1', [fact]);
		const shown = await shownIn(device);
		await arrive(device, 'g1', [tombstoneOf(fact)]);
		await until(() => shown().length === 0);
	});

	test('P9 a tombstone counts as seen, also of what was never here', async () => {
		const device = await tabsOf()();
		const fact = messageOf('archived at once');
		const kept = messageOf('kept');
		await arrive(device, 'g1', [tombstoneOf(onServer(fact)), onServer(kept)]);
		const seen: string[][] = [];
		const use = async (...both: string[][]): Promise<void> => void seen.push(...both);
		await device.messages.replica.present('g1', [fact._id, kept._id, 'unknown'], use);
		expect(seen).toEqual([[kept._id], [fact._id]]);
	});

	test('P9 what a new generation has archived is not taken back into the outbox', async () => {
		const device = await tabsOf()();
		const [archived, lost] = [messageOf('archived'), messageOf('lost')];
		await arrive(device, 'g1', [onServer(archived), onServer(lost)]);
		await device.messages.replica.completed('g1', nothingLost);
		await arrive(device, 'g2', [tombstoneOf(onServer(archived))]);
		const rescued: string[] = [];
		await device.messages.replica.completed(
			'g2',
			async (docs) => void rescued.push(...docs.map((doc) => doc._id))
		);
		expect(rescued).toEqual([lost._id]);
	});

	test('G1 G2 the old generation is shown until the new one has arrived in full', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [kept, lost, fresh] = [messageOf('kept'), messageOf('lost'), messageOf('fresh')];
		await arrive(device, 'g1', [onServer(kept), onServer(lost)]);
		await device.messages.replica.completed('g1', nothingLost);
		const [shown, other] = [await shownIn(device), await shownIn(await tab())];
		await arrive(device, 'g2', [onServer(kept), onServer(fresh)]);
		expect(shown()).toEqual(['kept', 'lost']);
		const rescued: string[] = [];
		await device.messages.replica.completed(
			'g2',
			async (docs) => void rescued.push(...docs.map((doc) => doc._id))
		);
		expect(rescued).toEqual([lost._id]);
		await until(() => [shown, other].every((texts) => texts().join() === 'fresh,kept'));
		expect((await shownIn(await tab()))()).toEqual(['fresh', 'kept']);
	});

	test('G3 what a generation had that was left half pulled is rescued too', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [first, second] = [messageOf('first'), messageOf('second')];
		await arrive(device, 'g1', [onServer(first)]);
		await device.messages.replica.completed('g1', nothingLost);
		await arrive(device, 'g2', [onServer(second)]);
		await device.messages.replica.target('g3');
		const rescued: string[] = [];
		await device.messages.replica.completed(
			'g3',
			async (docs) => void rescued.push(...docs.map((doc) => doc._id))
		);
		expect(rescued.sort()).toEqual([first._id, second._id].sort());
	});

	test('P2 what is present in an older generation does not count', async () => {
		const device = await tabsOf()();
		const fact = messageOf('a');
		await arrive(device, 'g1', [onServer(fact)]);
		const seen: string[][] = [];
		const use = async (ids: string[]): Promise<void> => void seen.push(ids);
		await device.messages.replica.present('g1', [fact._id, 'unknown'], use);
		await device.messages.replica.target('g2');
		await device.messages.replica.present('g1', [fact._id], use);
		await device.messages.replica.present('g2', [fact._id], use);
		expect(seen).toEqual([[fact._id], []]);
	});

	test('F6 a fact of a later version is kept and handed to nobody; one that is none is reported', async () => {
		const tab = tabsOf();
		const corrupt: Corrupt[] = [];
		const device = await tab({ onCorrupt: (one) => corrupt.push(one) });
		const later = { ...onServer(messageOf('later')), v: 99 };
		const broken = { ...onServer(messageOf('broken')), text: 7 };
		await arrive(device, 'g1', [later, broken, onServer(messageOf('good'))]);
		expect((await shownIn(device))()).toEqual(['good']);
		expect(device.messages.unknown).toBe(1);
		expect(corrupt).toEqual([{ where: 'messages', id: broken._id, field: 'text' }]);
		expect(await device.messages.replica.size()).toBe(3);
	});

	test('a storage that was opened again goes on telling', async () => {
		const device = await tabsOf()();
		await arrive(device, 'g1', [onServer(messageOf('a'))]);
		const shown = await shownIn(device);
		await device.messages.replica.reopen();
		await arrive(device, 'g1', [onServer(messageOf('b'))]);
		await until(() => shown().length === 2);
	});
}
