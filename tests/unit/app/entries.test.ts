import { describe, expect, it } from 'vitest';
import { CheckEntries } from '../../../src/lib/app/entries.svelte.ts';
import { pagesOfCheck, reachOf } from '../../../src/lib/app/entryReach.ts';
import { footageTimeOf, lastFootageTime } from '../../../src/lib/app/entryTime.ts';
import { nobodyText, reachText } from '../../../src/lib/app/entryWords.ts';
import { EntryPages } from '../../../src/lib/data/entryPages.ts';
import { entryPageId, hourOf, type EntryEvent } from '../../../src/lib/domain/entries.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import type { Environment } from '../../../src/lib/sync/environment.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import { HOUR, MINUTE, NOW } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf } from './checkFixture.ts';

const CONTACT = {
	birth: '',
	street: '',
	zip: '',
	city: '',
	phone: '',
	email: '',
	site: 'LNU',
	state: 'active',
	since: ''
};

const event = (at: string, changes: Partial<EntryEvent> = {}): EntryEvent => ({
	at: `${at}.000Z`,
	terminal: 'Drehkreuz 1',
	way: 'card',
	card: 'MF1',
	contact: '48213',
	name: 'Huber, Sabine',
	visit: 'home',
	...changes
});

/** A server that has these events of Linz Urfahr, and a network that can be taken away. */
class Server {
	online = true;
	asked: string[][] = [];
	#events: readonly EntryEvent[];

	constructor(...events: EntryEvent[]) {
		this.#events = events;
	}

	set events(events: readonly EntryEvent[]) {
		this.#events = events;
	}

	get environment(): Environment {
		return {
			fetch: async (_address: string, { body }: RequestInit) => {
				if (!this.online) throw new TypeError('no network');
				const { docs } = JSON.parse(String(body)) as { docs: { id: string }[] };
				this.asked.push(docs.map(({ id }) => id));
				const results = docs.map(({ id }) => ({ id, docs: [this.#answer(id)] }));
				return Response.json({ results }, { headers: { 'x-dienstbuch': '1' } });
			},
			later: () => () => undefined,
			now: () => NOW,
			onChange: () => () => undefined,
			online: () => this.online,
			visible: () => true
		} as unknown as Environment;
	}

	#answer(id: string): object {
		const events = this.#events.filter(({ at }) => entryPageId('LNU', hourOf(at)) === id);
		if (events.length === 0)
			return id.endsWith('3') ? { missing: id } : { error: { id, error: 'not_found' } };
		return { ok: { _id: id, site: 'LNU', hour: hourOf(events[0]?.at ?? ''), events } };
	}
}

interface World {
	fixture: AppFixture;
	check: () => CheckView;
	entries: (server: Server) => Promise<CheckEntries>;
}

async function world(changes: Parameters<typeof checkOf>[1] = {}): Promise<World> {
	const fixture = await appFixture();
	fixture.app.directory.put([
		{
			_id: 'contacts:0001',
			contacts: [
				{ ...CONTACT, id: '48213', first: 'Sabine', last: 'Huber', card: 'MF1' },
				{ ...CONTACT, id: '48219', first: 'Simon', last: 'Huber', card: 'MF2' }
			]
		} as never
	]);
	const pages = new EntryPages(await new MemoryStorage().boot().entryRows());
	Object.assign(fixture.app, { entryPages: async () => pages });
	const check = await checkOf(fixture, changes);
	return {
		fixture,
		check,
		entries: async (server) => {
			const made = new CheckEntries(fixture.app, check, server.environment);
			made.start();
			await new Promise((resolve) => setImmediate(resolve));
			await made.refresh();
			return made;
		}
	};
}

describe('entry events in a camera check (S11b)', () => {
	it('stand around the time of the footage, nearest first, with who it was', async () => {
		const { entries } = await world();
		const made = await entries(
			new Server(
				event('2026-11-18T13:31:00'),
				event('2026-11-18T13:32:10', { card: 'MF2', contact: '', name: '', visit: 'guest', way: 'hand' }),
				event('2026-11-18T13:33:00', { card: 'MF9', contact: '', name: '' }),
				event('2026-11-18T13:34:00', { card: 'MF8', contact: '777', name: 'Neu, Nina' }),
				event('2026-11-18T13:35:01')
			)
		);
		const around = made.around('2026-11-18T13:32:00.000Z');
		expect(around.map(({ time, name, guest, byHand }) => ({ time, name, guest, byHand }))).toEqual([
			{ time: '14:32', name: 'Huber, Simon', guest: true, byHand: true },
			{ time: '14:31', name: 'Huber, Sabine', guest: false, byHand: false },
			{ time: '14:33', name: 'Unbekannte Person (Karte MF9)', guest: false, byHand: false },
			{ time: '14:34', name: 'Neu, Nina', guest: false, byHand: false }
		]);
		expect(around.map(({ person }) => person)).toEqual([
			{ kind: 'contact', id: '48219', name: 'Huber, Simon' },
			{ kind: 'contact', id: '48213', name: 'Huber, Sabine' },
			{ kind: 'unknown', name: 'Karte MF9' },
			{ kind: 'named', id: '777', name: 'Neu, Nina' }
		]);
	});

	it('cross the border between two hours', async () => {
		const { entries } = await world();
		const made = await entries(new Server(event('2026-11-18T13:58:30'), event('2026-11-18T14:00:30')));
		expect(made.around('2026-11-18T14:00:00.000Z')).toHaveLength(2);
	});

	it('stay on the device: without network they stand there all the same', async () => {
		const { entries, fixture, check } = await world();
		const server = new Server(event('2026-11-18T13:32:00'));
		await entries(server);
		server.online = false;
		const made = await entries(server);
		expect(made.around('2026-11-18T13:32:00.000Z')).toHaveLength(1);
		expect(made.complete).toBe(true);
		expect(reachText(fixture.app, check(), made)).toBe('');
		expect(nobodyText(made, '2026-11-18T15:00:00.000Z')).toBe(
			'Niemand in den drei Minuten davor und danach.'
		);
	});

	it('say so where none are on the device', async () => {
		const { entries, fixture, check } = await world();
		const server = new Server();
		server.online = false;
		expect(reachText(fixture.app, check(), await entries(server))).toBe('Keine Eintritte geladen');
	});

	it('say so where the access control reported none', async () => {
		const { entries, fixture, check } = await world();
		expect(reachText(fixture.app, check(), await entries(new Server()))).toBe(
			'Für diese Aufnahme sind keine Eintritte gemeldet.'
		);
	});

	it('say so where the footage is older than they are kept', async () => {
		const { entries, fixture, check } = await world({
			from: '2026-11-15T13:00:00.000Z',
			until: '2026-11-15T21:00:00.000Z'
		});
		const server = new Server();
		const made = await entries(server);
		expect(server.asked).toEqual([]);
		expect(reachText(fixture.app, check(), made)).toMatch(/72 Stunden/);
	});

	it('say in a live check until when they reach, and follow it', async () => {
		const { entries, fixture, check } = await world({ mode: 'live', from: undefined, until: undefined });
		const server = new Server(event('2026-11-18T21:40:00'));
		const made = await entries(server);
		expect(reachText(fixture.app, check(), made)).toBe('Eintritte bis 22:41 auf diesem Gerät');
		fixture.now += 5 * MINUTE;
		fixture.app.clock.tick();
		server.events = [event('2026-11-18T21:40:00'), event('2026-11-18T21:45:00')];
		await made.refresh();
		expect(made.around('2026-11-18T21:45:00.000Z')).toHaveLength(1);
		expect(reachText(fixture.app, check(), made)).toBe('Eintritte bis 22:46 auf diesem Gerät');
		server.online = false;
		fixture.now += 5 * MINUTE;
		fixture.app.clock.tick();
		await made.refresh();
		expect(reachText(fixture.app, check(), made)).toBe('Eintritte bis 22:46 auf diesem Gerät');
		expect(nobodyText(made, '2026-11-18T21:50:00.000Z')).toBe('Für diese Zeit ist noch nichts geladen.');
	});

	it('are not asked for again once their hour is long over', async () => {
		const { entries } = await world();
		const server = new Server(event('2026-11-18T13:32:00'));
		const made = await entries(server);
		await made.refresh();
		expect(server.asked[0]).toContain('LNU:2026-11-18T13');
		expect(server.asked.slice(1).flat()).not.toContain('LNU:2026-11-18T13');
	});

	it('of the hour that comes twice in autumn are those of both', async () => {
		const { entries, fixture } = await world({
			from: '2026-11-18T13:00:00.000Z',
			until: '2026-11-18T21:00:00.000Z'
		});
		fixture.now = Date.parse('2026-10-25T12:00:00Z');
		fixture.app.clock.tick();
		const night = await checkOf(fixture, {
			from: '2026-10-24T22:00:00.000Z',
			until: '2026-10-25T04:00:00.000Z'
		});
		void entries;
		const server = new Server(event('2026-10-25T00:30:00'), event('2026-10-25T01:30:00', { card: 'MF2' }));
		const made = new CheckEntries(fixture.app, night, server.environment);
		made.start();
		await new Promise((resolve) => setImmediate(resolve));
		await made.refresh();
		expect(made.around('2026-10-25T00:30:00.000Z').map(({ time }) => time)).toEqual(['02:30', '02:30']);
		expect(made.around('2026-10-25T02:30:00.000Z')).toHaveLength(0);
	});
});

describe('what a check needs', () => {
	it('are the hours of its footage and a little around, as far as they are kept', async () => {
		const { check } = await world();
		const hours = (now: number): string[] => pagesOfCheck(check(), now).map(({ hour }) => hour.slice(8));
		expect(hours(NOW)).toEqual([
			'18T12',
			'18T13',
			'18T14',
			'18T15',
			'18T16',
			'18T17',
			'18T18',
			'18T19',
			'18T20',
			'18T21'
		]);
		expect(hours(Date.parse('2026-11-21T19:30:00Z'))).toEqual(['18T19', '18T20', '18T21']);
		expect(hours(Date.parse('2026-11-22T19:30:00Z'))).toEqual([]);
	});

	it('reaches as far as all is there without a gap', () => {
		const hour = (clock: string) => ({ id: clock, hour: `2026-11-18T${clock}` });
		const start = Date.parse('2026-11-18T13:00:00Z');
		const needed = [hour('13'), hour('14'), hour('15')];
		const at = (...fetched: (readonly [string, number])[]) =>
			reachOf(needed, new Map(fetched.map(([id, fetchedAt]) => [id, { fetchedAt }])));
		expect(at()).toBeUndefined();
		expect(at(['14', start + 9 * HOUR])).toBeUndefined();
		expect(at(['13', start + 20 * MINUTE], ['14', start + 9 * HOUR])).toBe(start + 20 * MINUTE);
		expect(at(['13', start + 9 * HOUR], ['15', start + 9 * HOUR])).toBe(start + HOUR);
		expect(at(['13', start + 9 * HOUR], ['14', start + HOUR + MINUTE])).toBe(start + HOUR + MINUTE);
	});
});

describe('the time that entries stand around', () => {
	it('begins with the footage, and takes a typed clock for the day that lies in the period', async () => {
		const { fixture, check } = await world({
			from: '2026-11-17T21:00:00.000Z',
			until: '2026-11-18T05:00:00.000Z'
		});
		const last = lastFootageTime(fixture.app, check());
		expect(last).toEqual({ day: '2026-11-17', clock: '22:00' });
		expect(footageTimeOf(fixture.app, check(), '00:10', last)).toEqual({ day: '2026-11-18', clock: '00:10' });
		expect(footageTimeOf(fixture.app, check(), '23:10', last)).toEqual({ day: '2026-11-17', clock: '23:10' });
	});

	it('is the present in a live check', async () => {
		const { fixture, check } = await world({ mode: 'live', from: undefined, until: undefined });
		expect(lastFootageTime(fixture.app, check())).toEqual({ day: '2026-11-18', clock: '22:41' });
	});
});

describe('entry events on the device', () => {
	it('are forgotten after 72 hours', async () => {
		const pages = new EntryPages(await new MemoryStorage().boot().entryRows());
		const ids = ['LNU:2026-11-15T20', 'LNU:2026-11-15T21', 'WEL:2026-11-18T20'];
		await pages.put(new Map(ids.map((id) => [id, { fetchedAt: NOW }])));
		await pages.forgetOld(NOW);
		expect([...(await pages.get(ids)).keys()]).toEqual(ids.slice(1));
	});
});
