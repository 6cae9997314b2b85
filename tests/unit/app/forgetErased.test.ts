import { describe, expect, it } from 'vitest';
import { forgetErased, type Tidied } from '../../../src/lib/app/forgetErased.ts';
import { keptTransfers, keepTransfers } from '../../../src/lib/app/keptTransfers.ts';
import { RecentContacts } from '../../../src/lib/app/recentContacts.svelte.ts';
import { tidy } from '../../../src/lib/app/tidy.ts';
import { openDevice } from '../../../src/lib/data/device.ts';
import { markOf, type Erasures } from '../../../src/lib/domain/erasures.ts';
import { logMessage } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Person } from '../../../src/lib/domain/facts/fields.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import { NOW, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { photo, pictureFixture, type PictureFixture } from './pictures/pictureFixture.ts';

const DAY = 86_400_000;
const GONE: Person = { kind: 'contact', id: '4711', name: 'Quitte, Vera' };
const OTHER: Person = { kind: 'contact', id: '4712', name: 'Nachbarin' };

const listOf = (...ids: string[]): Erasures => ({ salt: 's', marks: ids.map((id) => markOf('s', id)) });

interface World {
	readonly fixture: AppFixture;
	readonly pictures: PictureFixture;
	readonly app: AppFixture['app'] & Tidied;
}

async function world(): Promise<World> {
	const fixture = await appFixture();
	const pictures = await pictureFixture();
	const device = await openDevice({ storage: new MemoryStorage().boot() });
	const { settings } = device;
	const recentContacts = new RecentContacts(settings);
	Object.assign(fixture.app, pictures.app, {
		settings,
		recentContacts,
		entryPages: () => device.entries()
	});
	return { fixture, pictures, app: fixture.app };
}

const draft = (id: string, contact: Person | undefined) => ({
	id,
	contact,
	text: 'x',
	forInformation: false
});

const messageFor = (contact: Person) => {
	const made = logMessage(writerOf(), {
		site: 'LNU',
		kind: 'internal',
		contact,
		text: 'Neue Nummer',
		forInformation: true
	});
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.value;
};

/** A message that waited to be sent, and what it was issued anew as when its time was corrected. */
async function corrected({ outbox }: PictureFixture, contact: Person) {
	const [before, after] = [messageFor(contact), messageFor(contact)];
	const stamp = { offset: 0, origin: 0, page: 'page', floor: 0 };
	await outbox.add(before, stamp);
	await outbox.replace(new Map([[before._id, after]]), stamp);
	return { before, after };
}

const eventOf = (contact: string) => ({
	at: '2026-11-18T13:00:00.000Z',
	terminal: 'Drehkreuz 1',
	way: 'card' as const,
	card: '',
	contact,
	name: 'Quitte, Vera',
	visit: 'home' as const
});

describe('what a device alone has of persons who were erased', () => {
	it('drafts about them go with their pictures, those that nobody can go on with too; others stay', async () => {
		const { app, pictures, fixture } = await world();
		app.drafts.keep('message:d1', draft('d1', GONE));
		app.drafts.keep('message:d2', draft('d2', OTHER));
		app.drafts.keep('message:d3', draft('d3', { kind: 'named', id: '4711', name: 'Quitte' }));
		app.drafts.keep('check:c1', draft('d4', undefined));
		await pictures.shelf.take(photo('one'), 'd1');
		const kept = await pictures.shelf.take(photo('two'), 'd2');
		fixture.now += 2 * DAY;
		await forgetErased(app, listOf('4711'));
		fixture.now -= 2 * DAY;
		expect((await app.drafts.all()).map(({ key }) => key).sort()).toEqual(['check:c1', 'message:d2']);
		expect(pictures.stored.list.map(({ id }) => id)).toEqual([kept.id]);
	});

	it('pictures of their messages go, sent or not', async () => {
		const { app, pictures } = await world();
		const [theirs, others] = [messageFor(GONE), messageFor(OTHER)];
		await app.write([theirs, others]);
		const gone = await pictures.shelf.take(photo('one'), 'd1');
		const kept = await pictures.shelf.take(photo('two'), 'd2');
		await pictures.shelf.attach([gone.id], theirs._id, false);
		await pictures.shelf.attach([kept.id], others._id, false);
		await forgetErased(app, listOf('4711'));
		expect(pictures.stored.list.map(({ id }) => id)).toEqual([kept.id]);
	});

	it('C2 pictures of their messages go also where the time of the message was corrected meanwhile', async () => {
		const { app, pictures } = await world();
		const { before, after } = await corrected(pictures, GONE);
		await app.write(after);
		const { id } = await pictures.shelf.take(photo('one'), 'd1');
		await pictures.shelf.attach([id], before._id, false);
		await forgetErased(app, listOf('4711'));
		expect(pictures.stored.list).toEqual([]);
	});

	it('entry pages go, and that they were looked at or taken to the board', async () => {
		const { app } = await world();
		const pages = await app.entryPages();
		const page = (contact: string) => ({
			fetchedAt: NOW,
			page: { site: 'LNU', hour: '2026-11-18T13', events: [eventOf(contact)] }
		});
		await pages.put(
			new Map([
				['LNU:2026-11-18T13', page('4711')],
				['WEL:2026-11-18T13', page('4712')]
			])
		);
		for (const id of ['4711', '4712']) app.recentContacts.remember(id);
		app.drafts.keep('message:d1', draft('d1', GONE));
		const begun = { draft: true, title: '4711 Quitte, Vera', begunAt: NOW };
		await keepTransfers(app, [
			{ ...begun, of: 'd1' },
			{ ...begun, of: 'd2', title: 'x' }
		]);
		await forgetErased(app, listOf('4711'));
		expect((await pages.get(['LNU:2026-11-18T13', 'WEL:2026-11-18T13'])).size).toBe(0);
		expect(app.recentContacts.ids).toEqual(['4712']);
		expect(keptTransfers(app).map(({ of }) => of)).toEqual(['d2']);
	});

	it('is done once for each list, and again where it was cut off', async () => {
		const { app } = await world();
		const failing = { ...app, entryPages: () => Promise.reject(new Error('the power went')) };
		await expect(forgetErased(failing, listOf('4711'))).rejects.toThrow('the power went');
		app.drafts.keep('message:d1', draft('d1', GONE));
		await forgetErased(app, listOf('4711'));
		expect(await app.drafts.all()).toEqual([]);
		app.drafts.keep('message:d2', draft('d2', GONE));
		await forgetErased(app, listOf('4711'));
		expect(await app.drafts.all()).toHaveLength(1);
		await forgetErased(app, listOf('4711', '9'));
		expect(await app.drafts.all()).toEqual([]);
	});

	it('nobody is taken for somebody else, and nothing happens where nobody was erased', async () => {
		const { app } = await world();
		app.drafts.keep('message:d1', draft('d1', OTHER));
		for (const list of [undefined, listOf(), { salt: 'another', marks: [markOf('s', '4712')] }]) {
			await forgetErased(app, list);
		}
		expect(await app.drafts.all()).toHaveLength(1);
	});
});

describe('tidying up', () => {
	it('drops drafts that were left a month ago, and no others', async () => {
		const { app, fixture } = await world();
		app.drafts.keep('message:old', draft('old', OTHER));
		fixture.now += 29 * DAY;
		await tidy(app, undefined, fixture.now);
		fixture.now -= 29 * DAY;
		expect(await app.drafts.all()).toHaveLength(1);
		fixture.now += 31 * DAY;
		await tidy(app, undefined, fixture.now);
		fixture.now -= 31 * DAY;
		expect(await app.drafts.all()).toEqual([]);
	});

	it('§ 11 drops a picture that the server has once its message has gone from here, and never one that it lacks', async () => {
		const { app, pictures, fixture } = await world();
		const [sent, unsent] = [
			await pictures.shelf.take(photo('one'), 'd1'),
			await pictures.shelf.take(photo('two'), 'd2')
		];
		await pictures.shelf.attach([sent.id, unsent.id], 'gone', false);
		await pictures.stored.markSent(sent.id, Date.now(), 'g1');
		await tidy(app, undefined, fixture.now);
		expect(pictures.stored.list.map(({ id }) => id)).toEqual([unsent.id]);
	});

	it('C2 § 11 keeps a picture whose message is still here under the id that it got when its time was corrected', async () => {
		const { app, pictures, fixture } = await world();
		const { before, after } = await corrected(pictures, OTHER);
		const { id } = await pictures.shelf.take(photo('one'), 'd1');
		await pictures.shelf.attach([id], before._id, false);
		await pictures.stored.markSent(id, fixture.now, 'g1');
		await app.write(after);
		await tidy(app, undefined, fixture.now);
		expect(pictures.stored.get(id)).toBeDefined();
		app.log.remove([after]);
		await tidy(app, undefined, fixture.now);
		expect(pictures.stored.get(id)).toBeUndefined();
	});
});
