import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	entriesAround,
	entryKey,
	entryPageId,
	hourOfPage,
	hoursBetween,
	MAX_ENTRIES_OF_PAGE,
	mergeEntries,
	type EntryEvent
} from '../../../src/lib/domain/entries.ts';

const HUBER: EntryEvent = {
	at: '2026-11-18T13:32:00.000Z',
	terminal: 'Drehkreuz 1',
	way: 'card',
	card: 'MF1',
	contact: '48213',
	name: 'Huber, Sabine',
	visit: 'home'
};

const at = (clock: string, changes: Partial<EntryEvent> = {}): EntryEvent => ({
	...HUBER,
	at: `2026-11-18T${clock}.000Z`,
	...changes
});

/** Few values, so that the same event comes often, also with other words about the person. */
const event = fc.record({
	at: fc.integer({ min: 0, max: 5 }).map((second) => `2026-11-18T13:32:0${second}.000Z`),
	terminal: fc.constantFrom('', 'Drehkreuz 1'),
	way: fc.constantFrom<EntryEvent['way']>('card', 'hand'),
	card: fc.constantFrom('', 'MF1', 'MF2'),
	contact: fc.constantFrom('', '1', '2'),
	name: fc.constantFrom('', 'Huber, Sabine'),
	visit: fc.constantFrom<EntryEvent['visit']>('', 'home', 'guest')
});
const events = fc.array(event, { maxLength: 30 });

describe('merging entry events', () => {
	it('comes to the same in any order, with any doubling and any grouping', () => {
		fc.assert(
			fc.property(events, events, events, (a, b, c) => {
				const one = mergeEntries(mergeEntries(a, b), c);
				expect(mergeEntries(c, mergeEntries(b, a))).toEqual(one);
				expect(mergeEntries(one, [...b, ...a])).toEqual(one);
				expect(new Set(one.map(entryKey)).size).toBe(one.length);
				expect(new Set([...a, ...b, ...c].map(entryKey))).toEqual(new Set(one.map(entryKey)));
			})
		);
	});

	it('keeps of two deliveries of one event the one that says who it was', () => {
		const bare = { ...HUBER, contact: '', name: '', visit: '' as const };
		expect(mergeEntries([bare], [HUBER])).toEqual([HUBER]);
		expect(mergeEntries([HUBER], [bare])).toEqual([HUBER]);
	});

	it('takes what differs in time, terminal, way or card for another event', () => {
		const others = [
			HUBER,
			at('13:32:01'),
			{ ...HUBER, terminal: 'Drehkreuz 2' },
			{ ...HUBER, way: 'hand' as const },
			{ ...HUBER, card: 'MF2' },
			{ ...HUBER, card: '' },
			{ ...HUBER, card: '', contact: 'MF1' }
		];
		expect(mergeEntries(others, others)).toHaveLength(others.length);
	});

	it('is bounded, and keeps the oldest', () => {
		const many = Array.from({ length: MAX_ENTRIES_OF_PAGE + 10 }, (_, index) => ({
			...HUBER,
			card: String(index),
			at: new Date(Date.parse(HUBER.at) + index * 100).toISOString()
		}));
		const merged = mergeEntries(many.slice(4000), many.slice(0, 4500));
		expect(merged).toEqual(many.slice(0, MAX_ENTRIES_OF_PAGE));
	});
});

describe('events around a time of the footage', () => {
	it('are those within three minutes, nearest first, of two equally near the earlier', () => {
		const list = [
			at('13:28:59'),
			at('13:29:00'),
			at('13:31:30'),
			at('13:32:30'),
			at('13:32:10'),
			at('13:35:00'),
			at('13:35:01')
		];
		expect(
			entriesAround(list, Date.parse('2026-11-18T13:32:00Z')).map((one) => one.at.slice(11, 19))
		).toEqual(['13:32:10', '13:31:30', '13:32:30', '13:29:00', '13:35:00']);
	});
});

describe('pages', () => {
	it('have an id of site and hour, whatever the site is called', () => {
		expect(entryPageId('LNU', '2026-11-18T13')).toBe('LNU:2026-11-18T13');
		expect(entryPageId('_LNU', '2026-11-18T13')).not.toMatch(/^_/);
		expect(hourOfPage('A:B:2026-11-18T13')).toBe('2026-11-18T13');
		expect(hourOfPage('_design/dienstbuch')).toBe('');
		expect(hourOfPage('LNU:2026-99-99T13')).toBe('');
	});

	it('of a period are all that it touches', () => {
		const hours = hoursBetween(Date.parse('2026-11-18T22:59:59Z'), Date.parse('2026-11-19T01:00:00Z'));
		expect(hours).toEqual(['2026-11-18T22', '2026-11-18T23', '2026-11-19T00', '2026-11-19T01']);
	});
});
