import { beforeEach, describe, expect, test } from 'vitest';
import { Drafts, messageKey, type MessageDraft } from '../../../src/lib/app/drafts.svelte.ts';
import { Drafts as StoredDrafts } from '../../../src/lib/data/drafts.ts';
import { Settings } from '../../../src/lib/data/settings.ts';
import { Clock } from '../../../src/lib/sync/clock.ts';
import type { Environment } from '../../../src/lib/sync/environment.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import { DAY, HOUR, MINUTE, NOW } from '../domain/writer.ts';

const YEAR = 365 * DAY;
const KEY = messageKey('draft-1');
const DRAFT: MessageDraft = { id: 'draft-1', text: 'Ohne Handtuch', forInformation: false };

/** A tablet: what it believes the time to be is `NOW` + `passed` + `wrong`. */
let passed: number;
let wrong: number;
let storage: MemoryStorage;

beforeEach(() => {
	passed = 0;
	wrong = 0;
	storage = new MemoryStorage();
});

/** A start of the page. */
async function start(page: string): Promise<{ clock: Clock; drafts: Drafts }> {
	const boot = storage.boot();
	const now = (): number => NOW + passed + wrong;
	const rows = await boot.rows();
	const settings = await Settings.open(rows, boot.channel('settings'), () => undefined);
	const environment = { now, monotonic: () => passed, page } as Environment;
	const clock = new Clock(environment, settings);
	const stored = new StoredDrafts(rows, now, () => undefined);
	return { clock, drafts: new Drafts(stored, clock, () => false) };
}

/** The server tells the right time. */
async function hear(clock: Clock): Promise<void> {
	await clock.measure(NOW + passed, 0);
}

async function found(drafts: Drafts): Promise<string[]> {
	await drafts.discardLeftOver();
	await drafts.flush();
	return (await drafts.all()).map(({ draft }) => draft.text);
}

describe('a draft', () => {
	test('can be gone on with for a day, and is dropped after a month', async () => {
		const { drafts } = await start('one');
		drafts.keep(KEY, DRAFT);
		passed = DAY - MINUTE;
		expect(await found(drafts)).toEqual([DRAFT.text]);
		passed = DAY + MINUTE;
		expect(await found(drafts)).toEqual([]);
		expect(await drafts.discardAll(() => true)).toHaveLength(1);
		drafts.keep(KEY, DRAFT);
		passed += 31 * DAY;
		await drafts.discardLeftOver();
		expect(await drafts.discardAll(() => true)).toEqual([]);
	});

	test.each([
		['years behind', -6 * YEAR],
		['years ahead', 6 * YEAR],
		['hours behind', -30 * HOUR]
	])('that was kept while the clock was %s is as old as it is (DESIGN § 11)', async (_what, error) => {
		const { clock, drafts } = await start('one');
		await hear(clock);
		passed = HOUR;
		wrong = error;
		drafts.keep(KEY, DRAFT);
		passed = 2 * HOUR;
		await hear(clock);
		expect(await found(drafts)).toEqual([DRAFT.text]);
		passed = 26 * HOUR;
		expect(await found(drafts)).toEqual([]);
	});

	test('that was kept before the system set the clock right is as old as it is', async () => {
		const { clock, drafts } = await start('one');
		await hear(clock);
		wrong = -6 * YEAR;
		passed = HOUR;
		drafts.keep(KEY, DRAFT);
		wrong = 0;
		passed = 2 * HOUR;
		expect(await found(drafts)).toEqual([DRAFT.text]);
		passed = 26 * HOUR;
		expect(await found(drafts)).toEqual([]);
	});

	test('of which nobody can tell how old it is counts from when that was seen', async () => {
		const before = await start('one');
		await hear(before.clock);
		passed = 40 * DAY;
		wrong = -6 * YEAR;
		before.drafts.keep(KEY, DRAFT);
		await before.drafts.flush();
		wrong = 0;
		const { drafts } = await start('another');
		expect(await found(drafts)).toEqual([DRAFT.text]);
		passed += DAY + MINUTE;
		expect(await found(drafts)).toEqual([]);
		passed += 31 * DAY;
		await drafts.discardLeftOver();
		expect(await drafts.discardAll(() => true)).toEqual([]);
	});
});
