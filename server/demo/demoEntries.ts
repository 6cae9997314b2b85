import { listName, type Contact } from '../../src/lib/domain/directory.ts';
import {
	ENTRIES_KEPT,
	entryPageId,
	hourOf,
	hoursBetween,
	mergeEntries,
	startOfHour,
	type EntryEvent,
	type EntryPage
} from '../../src/lib/domain/entries.ts';
import { localTimeOf } from '../../src/lib/domain/time/zone.ts';
import type { DemoDirectory } from './demoDirectory.ts';
import type { DemoActivity } from './demoIntents.ts';
import { DemoWorld, instant } from './demoWorld.ts';
import { DEMO_STUDIOS } from './demoPeople.ts';
import { Random } from './random.ts';

const HOUR = 3_600_000;
const TERMINALS = ['Drehkreuz 1', 'Drehkreuz 1', 'Drehkreuz 2', 'Außentüre'];
/** How many come in the busiest studio within each hour of a day. */
const BY_HOUR = [2, 1, 1, 1, 2, 9, 18, 22, 20, 18, 14, 12, 12, 11, 12, 16, 28, 38, 36, 26, 18, 12, 7, 4];
/** While somebody is at the desk. */
const STAFFED = { from: 9, until: 20 };

/** Makes up who came in. */
class Doors {
	readonly #world: DemoWorld;

	constructor(world: DemoWorld) {
		this.#world = world;
	}

	/** The event of a contact. */
	of({ id, card, site: home, ...name }: Contact, studio: string, at: number): EntryEvent {
		const { random, timeZone } = this.#world;
		const { hour } = localTimeOf(at, timeZone);
		const staffed = hour >= STAFFED.from && hour < STAFFED.until;
		return {
			at: instant(Math.floor(at / 1000) * 1000),
			terminal: random.pick(TERMINALS),
			way: staffed && random.chance(0.12) ? 'hand' : 'card',
			card,
			contact: id,
			name: listName(name),
			visit: home === studio ? 'home' : 'guest'
		};
	}

	/** Everybody of an hour. `share` is how busy the studio is, up to 1. */
	hour(studio: string, start: number, share: number): EntryEvent[] {
		const { random, timeZone, now } = this.#world;
		const usual = (BY_HOUR[localTimeOf(start, timeZone).hour] ?? 0) * share;
		const count = Math.round(usual * (0.7 + 0.6 * random.next()));
		return Array.from({ length: count }, (): EntryEvent => {
			const event = this.of(this.#world.contactAt(studio, true), studio, start + random.int(0, 3599) * 1000);
			// a card that was lost, or is not in the directory yet
			if (!random.chance(0.01)) return event;
			return {
				...event,
				way: 'card',
				card: `MF9${random.int(1_000_000, 9_999_999)}`,
				contact: '',
				name: '',
				visit: ''
			};
		}).filter(({ at }) => Date.parse(at) <= now);
	}
}

/**
 * The entry events of the last 72 hours, page by page, guests and entries by hand among them. Whoever was seen by a camera came in
 * a little before. Same seed, directory, activity and `now`: the same events.
 */
export function makeDemoEntries(
	directory: DemoDirectory,
	{ messages }: Pick<DemoActivity, 'messages'>,
	now: Date,
	seed: number
): Map<string, EntryPage> {
	const world = new DemoWorld(directory, now, new Random(seed));
	const doors = new Doors(world);
	const contacts = new Map(directory.contacts.map((contact) => [contact.id, contact]));
	const oldest = world.now - ENTRIES_KEPT;
	const pages = new Map<string, EntryPage>();
	const put = (site: string, events: readonly EntryEvent[]): void => {
		for (const event of events) {
			if (Date.parse(event.at) < oldest) continue;
			const hour = hourOf(event.at);
			const id = entryPageId(site, hour);
			const before = pages.get(id)?.events ?? [];
			pages.set(id, { site, hour, events: mergeEntries(before, [event]) });
		}
	};
	for (const [index, { id }] of DEMO_STUDIOS.entries()) {
		const share = 1 - 0.13 * index;
		for (const hour of hoursBetween(oldest - HOUR, world.now))
			put(id, doors.hour(id, startOfHour(hour), share));
	}
	for (const { site, contact, footageAt } of messages) {
		const known = contact.kind === 'contact' ? contacts.get(contact.id) : undefined;
		if (known && footageAt)
			put(site, [doors.of(known, site, Date.parse(footageAt) - world.random.int(10, 100) * 1000)]);
	}
	return pages;
}
