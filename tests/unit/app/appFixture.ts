import { Clock } from '../../../src/lib/app/clock.svelte.ts';
import { DirectoryState } from '../../../src/lib/app/directoryState.svelte.ts';
import type { Dienstbuch } from '../../../src/lib/app/dienstbuch.svelte.ts';
import { DraftClaims } from '../../../src/lib/app/draftClaims.ts';
import { Drafts } from '../../../src/lib/app/drafts.svelte.ts';
import { LogState } from '../../../src/lib/app/logState.svelte.ts';
import { Drafts as StoredDrafts } from '../../../src/lib/data/drafts.ts';
import type { Author } from '../../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import type { Locks } from '../../../src/lib/sync/environment.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import type { Keeping } from '../../../src/lib/data/outboxEntry.ts';
import type { ClockField } from '../../../src/lib/domain/reissue.ts';
import { MemoryLocks } from '../sync/world/tab.ts';
import { ANNA, NOW, seededRandom, writerOf } from '../domain/writer.ts';

/** A running app without sync: real state, drafts in memory, and facts that are stored when the test lets them. */
export interface AppFixture {
	readonly app: Dienstbuch;
	/** What was written, in this order */
	readonly written: Fact[];
	/** What of the last write was read off the clock */
	byClock: readonly ClockField[];
	/** The time that the app reads, ms since 1970, UTC */
	now: number;
	/** Where set, each write fails with it */
	failure: Error | undefined;
	/** Who is on duty */
	author: Author;
	/** Opens another window of this device. */
	readonly newWindow: () => Dienstbuch;
}

const LISTS = [
	{
		_id: 'sites',
		sites: [
			{ id: 'LNU', name: 'Linz Urfahr', kind: 'studio' },
			{ id: 'WEL', name: 'Wels', kind: 'studio', dayChange: '06:00' },
			{ id: 'ZEN', name: 'Zentrale Linz', kind: 'office' }
		]
	},
	{
		_id: 'houseRules',
		rules: [
			{ id: '9.1', title: 'Zutritt nur mit der eigenen Karte' },
			{ id: '9.2', title: 'Keine weiteren Personen einlassen' }
		]
	},
	{
		_id: 'quickReasons',
		reasons: [
			{ id: 'second', text: 'Weitere Person eingelassen', rule: '9.2' },
			{ id: 'odd', text: 'Auffälliges Verhalten' }
		]
	}
];

/** Makes the app of a device at Linz Urfahr on which Anna is on duty. */
export async function appFixture(): Promise<AppFixture> {
	const written: Fact[] = [];
	const log = new LogState();
	const directory = new DirectoryState();
	directory.put(LISTS);
	const fixture = {
		written,
		byClock: [] as readonly ClockField[],
		now: NOW,
		failure: undefined as Error | undefined,
		author: ANNA
	};
	const clock = new Clock(() => fixture.now);
	const rows = await new MemoryStorage().boot().rows();
	const write = async (facts: Fact | readonly Fact[], { byClock = [] }: Keeping = {}): Promise<void> => {
		// As long as storage takes: a second call comes before this one is done.
		await Promise.resolve();
		if (fixture.failure) throw fixture.failure;
		written.push(...[facts].flat());
		fixture.byClock = byClock;
		log.add([facts].flat());
	};
	const locks = locksByName();
	const ownOfWindow = () => ({
		drafts: new Drafts(
			new StoredDrafts(
				rows,
				() => fixture.now,
				() => undefined
			),
			{
				now: () => fixture.now,
				stamp: () => ({ offset: 0, origin: 0, page: 'page', floor: 0 }),
				errorAt: () => 0
			},
			(draft) => log.hasDraft(draft)
		),
		draftClaims: new DraftClaims(locks)
	});
	const app = {
		clock,
		directory,
		log,
		...ownOfWindow(),
		random: seededRandom(5),
		currentId: (id: string) => id,
		identity: { device: 'tablet-1', site: { id: 'LNU', name: 'Linz Urfahr' } },
		writeHeld: (facts: Fact | readonly Fact[], byClock?: readonly ClockField[]) => write(facts, { byClock }),
		duty: {
			get current() {
				return { fact: { site: 'LNU' }, author: fixture.author };
			},
			get writer() {
				return writerOf(fixture.author, fixture.now);
			}
		},
		write
	} as unknown as Dienstbuch;
	const newWindow = (): Dienstbuch => ({ ...app, ...ownOfWindow() }) as Dienstbuch;
	return Object.assign(fixture, { app, newWindow });
}

/** The Web Locks of a device. */
function locksByName(): Locks {
	const locks = new Map<string, MemoryLocks>();
	return {
		request(name, options, hold) {
			const lock = locks.get(name) ?? new MemoryLocks();
			locks.set(name, lock);
			return lock.request(name, options, hold);
		}
	};
}
