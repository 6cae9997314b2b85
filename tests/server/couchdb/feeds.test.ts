import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Feeds } from '../../../server/couchdb/embedded/feeds.ts';

/** As many as wait at once in `npm run bench -- feeds`. */
const MANY = 400;
const ADMIN = { db: null, name: 'admin', roles: ['_admin'] };

interface Row {
	readonly id: string;
	readonly seq: number;
}

/** A database that counts how often it was asked what has changed. */
class CountingDatabase {
	readonly rows: Row[] = [];
	readonly #live = new EventEmitter();
	asked = 0;
	fails = false;

	info = () => Promise.resolve({ update_seq: this.rows.length });

	changes = ({ live, since, limit }: { live?: true; since: number; limit?: number }) => {
		if (live) return Object.assign(this.#live, { cancel: () => undefined });
		this.asked += 1;
		if (this.fails) return Promise.reject(new Error('disk full'));
		const results = this.rows.filter(({ seq }) => seq > since).slice(0, limit);
		return new Promise((resolve) => {
			setImmediate(() => resolve({ results, last_seq: results.at(-1)?.seq ?? this.rows.length }));
		});
	};

	write(id: string): void {
		this.rows.push({ id, seq: this.rows.length + 1 });
		this.#live.emit('change');
	}
}

let database: CountingDatabase;
let feeds: Feeds;
beforeEach(() => {
	database = new CountingDatabase();
	feeds = new Feeds(() => database as unknown as PouchDB.Database);
});

/** What a feed is answered, once it is. */
async function feed(parameters: string): Promise<string> {
	const url = `/messages/_changes?feed=longpoll&${parameters}`;
	const request = { url, method: 'GET', resume: () => undefined } as unknown as IncomingMessage;
	let text = '';
	const take = (some: string): void => void (text += some);
	const response = Object.assign(new EventEmitter(), { writeHead: vi.fn(), write: take, end: take });
	expect(await feeds.take(request, response as unknown as ServerResponse, ADMIN as never)).toBe(true);
	return text;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('the feeds of the embedded database', () => {
	test('that wait for the same ask once, and once after each change', async () => {
		const waiting = Array.from({ length: MANY }, () => feed('since=0'));
		await settle();
		expect(database.asked).toBe(1);
		database.write('a');
		const answers = await Promise.all(waiting);
		expect(new Set(answers.map((text) => text.includes('"a"')))).toEqual(new Set([true]));
		expect(database.asked).toBe(2);
		// each comes back in its own time
		const again: Promise<string>[] = [];
		for (let device = 0; device < 20; device += 1) {
			again.push(feed('since=1'));
			await settle();
		}
		expect(database.asked).toBe(3);
		database.write('b');
		await Promise.all(again);
		expect(database.asked).toBe(4);
	});

	test('keep nothing of what they have answered', async () => {
		database.write('a');
		for (let count = 1; count <= 3; count += 1) {
			expect(await feed('since=0&include_docs=true')).toContain('"a"');
			expect(database.asked).toBe(count);
		}
	});

	test('keep few of the answers that there is nothing', async () => {
		const ask = (limit: number) => feed(`since=0&timeout=0&limit=${limit}`);
		for (let limit = 1; limit <= MANY; limit += 1) await ask(limit);
		await ask(MANY);
		expect(database.asked).toBe(MANY);
		await ask(1);
		expect(database.asked).toBe(MANY + 1);
	});

	test('ask again where the database failed', async () => {
		database.write('a');
		database.fails = true;
		await expect(feed('since=0')).rejects.toThrow('disk full');
		database.fails = false;
		expect(await feed('since=0')).toContain('"a"');
	});
});
