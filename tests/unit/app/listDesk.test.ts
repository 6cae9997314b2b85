import { describe, expect, test } from 'vitest';
import { ApiProblem } from '../../../src/lib/app/api/call.ts';
import type { StoredList } from '../../../src/lib/app/api/lists.ts';
import { newEntryId, withEntry, withMoved, withoutEntry } from '../../../src/lib/app/listChanges.ts';
import { ListDesk, type ListSource } from '../../../src/lib/app/listDesk.svelte.ts';
import { seededRandom } from '../domain/writer.ts';

const rule = (id: string) => ({ id, title: `Regel ${id}` });

/** A server with one list, as the real one answers. */
class Server implements ListSource<'houseRules'> {
	#revision = 1;
	entries = [rule('1'), rule('2')];
	writes = 0;

	async read(): Promise<StoredList<'houseRules'>> {
		return { revision: String(this.#revision), entries: this.entries };
	}

	async write({ revision, entries }: StoredList<'houseRules'>): Promise<StoredList<'houseRules'>> {
		this.writes += 1;
		if (revision !== String(this.#revision)) throw new ApiProblem('list-changed');
		this.byOther([...entries]);
		return await this.read();
	}

	byOther(entries: { id: string; title: string }[]): void {
		this.#revision += 1;
		this.entries = entries;
	}
}

async function deskOf(server: Server): Promise<ListDesk<'houseRules'>> {
	const desk = new ListDesk('houseRules', server);
	await desk.fetched.load();
	return desk;
}

describe('a list that is worked on', () => {
	test('takes changes one after the other, each on what the one before has left', async () => {
		const server = new Server();
		const desk = await deskOf(server);
		await Promise.all([
			desk.change((now) => withEntry(now, rule('3'))),
			desk.change((now) => withMoved(now, '3', -1)),
			desk.change((now) => withMoved(now, '3', -1)),
			desk.change((now) => withoutEntry(now, '1'))
		]);
		expect(server.entries.map(({ id }) => id)).toEqual(['3', '2']);
		expect(desk.entries).toEqual(server.entries);
	});

	test('shows what another administrator has written, and does not write over it', async () => {
		const server = new Server();
		const desk = await deskOf(server);
		server.byOther([rule('9')]);
		await expect(desk.change((now) => withEntry(now, rule('3')))).rejects.toMatchObject({
			code: 'list-changed'
		});
		expect(desk.entries).toEqual([rule('9')]);
		await desk.change((now) => withEntry(now, rule('3')));
		expect(server.entries.map(({ id }) => id)).toEqual(['9', '3']);
	});

	test('asks the server for nothing where nothing would change', async () => {
		const server = new Server();
		const desk = await deskOf(server);
		await desk.change((now) => withoutEntry(now, 'none'));
		await desk.change((now) => withMoved(now, '1', -1));
		await desk.change((now) => withMoved(now, '2', 1));
		expect(server.writes).toBe(0);
	});
});

describe('changes of a list', () => {
	const list = [rule('1'), rule('2'), rule('3')];
	test('keep everything else where it is', () => {
		expect(withEntry(list, { id: '2', title: 'Neu' })).toEqual([
			rule('1'),
			{ id: '2', title: 'Neu' },
			rule('3')
		]);
		expect(withEntry(list, rule('0'), 1).map(({ id }) => id)).toEqual(['1', '0', '2', '3']);
		expect(withMoved(list, '3', -1)?.map(({ id }) => id)).toEqual(['1', '3', '2']);
		expect(withoutEntry(list, '2')).toEqual([rule('1'), rule('3')]);
	});

	test('give new entries ids that the server takes, each its own', () => {
		const random = seededRandom(3);
		const ids = Array.from({ length: 50 }, () => newEntryId(random));
		expect(new Set(ids).size).toBe(50);
		for (const id of ids) expect(id).toMatch(/^[0-9a-z]{16}$/);
	});
});
