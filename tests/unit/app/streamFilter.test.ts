import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Stream } from '../../../src/lib/app/stream.svelte.ts';
import {
	boundsOf,
	countOf,
	filterOf,
	NO_FILTER,
	PERIODS,
	queryOf,
	STATES,
	type StreamFilter
} from '../../../src/lib/app/streamFilter.ts';
import { MESSAGE_KINDS } from '../../../src/lib/domain/facts/message.ts';
import { messageFact } from '../domain/messages.ts';
import { ANNA, DAY, HOUR, writerOf } from '../domain/writer.ts';
import { ANNA_HERSELF, inboxFixture, LEAD_OF_URFAHR, type InboxFixture } from './inboxFixture.ts';

const isSite = (id: string) => id === 'LNU' || id === 'WEL';
const day = fc.constantFrom('', '2026-11-18', '2026-02-28');

describe('the address', () => {
	test('says the same filter again', () => {
		const filters = fc.record<StreamFilter>({
			kinds: fc.subarray([...MESSAGE_KINDS]),
			site: fc.constantFrom('', 'LNU', 'WEL'),
			state: fc.constantFrom('', ...STATES),
			assignee: fc.constantFrom('', 'me', 'person:7', 'office:Z & Ü?'),
			period: fc.constantFrom('', ...PERIODS),
			from: day,
			until: day,
			fresh: fc.boolean()
		});
		fc.assert(
			fc.property(filters, (filter) => {
				const days = filter.period === 'dates' ? {} : { from: '', until: '' };
				const wanted = { ...filter, ...days };
				expect(filterOf(new URLSearchParams(queryOf(wanted)), isSite)).toEqual(wanted);
			})
		);
	});

	test.each([
		'kind=nonsense&state=gone&site=XYZ&assignee=robot:1&period=always&new=yes',
		'period=dates&from=2026-02-30&until=18.11.2026',
		'assignee=person:&from=2026-11-01',
		'site=%00&kind=&state='
	])('with bad values shows as if they were not there: %s', (query) => {
		const filter = filterOf(new URLSearchParams(query), isSite);
		const { period } = filter;
		expect(filter).toEqual({ ...NO_FILTER, period });
		expect(countOf(filter)).toBe(period === 'dates' ? 1 : 0);
	});
});

test('a period ends when its last day is over on the clock of the chain, the nights of the two changes included', () => {
	const dates = { ...NO_FILTER, period: 'dates', from: '2026-10-25', until: '2026-10-25' } as const;
	expect(boundsOf(dates, '2026-11-18', 'Europe/Vienna')).toEqual({
		from: '2026-10-24T22:00:00.000Z',
		until: '2026-10-25T23:00:00.000Z'
	});
	expect(boundsOf({ ...NO_FILTER, period: '7-days' }, '2026-11-18', 'Europe/Vienna')).toEqual({
		from: '2026-11-11T23:00:00.000Z',
		until: '2026-11-18T23:00:00.000Z'
	});
	expect(boundsOf({ ...dates, until: '' }, '2026-11-18', 'Europe/Vienna').until).toBe('');
});

describe('the stream', () => {
	let fixture: InboxFixture;
	let filter: StreamFilter;
	let fresh: Set<string>;
	let stream: Stream;

	beforeEach(async () => {
		fixture = await inboxFixture();
		filter = NO_FILTER;
		fresh = new Set();
		fixture.arrive(
			fixture.elsewhere({ text: 'Wels', site: 'WEL' }, fixture.now - 3 * DAY),
			fixture.elsewhere({ text: 'Anna', site: 'LNU', assignee: ANNA_HERSELF }, fixture.now - HOUR),
			fixture.elsewhere({ text: 'Leitung', site: 'LNU', assignee: LEAD_OF_URFAHR }, fixture.now - 2 * HOUR)
		);
		stream = new Stream(
			fixture.app,
			() => filter,
			() => fresh
		);
	});

	const textOf = (id: string) => fixture.app.log.message(id, 0)?.fact.text;
	const shown = (count = 10) => stream.first(count).ids.map(textOf);

	test('has all, newest first, and says whether there are more', () => {
		expect(shown()).toEqual(['Anna', 'Leitung', 'Wels']);
		expect(stream.first(2).more).toBe(true);
		expect(stream.first(3).more).toBe(false);
	});

	test.each<[Partial<StreamFilter>, string[]]>([
		[{ site: 'WEL' }, ['Wels']],
		[{ kinds: ['feedback'] }, []],
		[{ assignee: 'me' }, ['Anna']],
		[{ assignee: 'lead:LNU' }, ['Leitung']],
		[{ period: 'today' }, ['Anna', 'Leitung']],
		[{ state: 'done' }, []],
		[{ state: 'open', site: 'LNU', assignee: 'person:7' }, ['Anna']],
		[{ fresh: true }, []]
	])('fits %j', (part, texts) => {
		filter = { ...NO_FILTER, ...part };
		expect(shown()).toEqual(texts);
	});

	test('what arrives waits, even if it was written long ago; what is written here shows at once', () => {
		fixture.arrive(fixture.elsewhere({ text: 'spät angekommen' }, fixture.now - 2 * DAY));
		fixture.app.log.add([messageFact({ text: 'hier geschrieben' }, writerOf(ANNA, fixture.now))]);
		expect(shown()).toEqual(['hier geschrieben', 'Anna', 'Leitung', 'Wels']);
		expect(stream.waiting).toBe(1);
		stream.showNew();
		expect(stream.waiting).toBe(0);
		expect(shown()).toEqual(['hier geschrieben', 'Anna', 'Leitung', 'spät angekommen', 'Wels']);
	});

	test('only what fits the filter is said to wait', () => {
		filter = { ...NO_FILTER, site: 'WEL' };
		fixture.arrive(fixture.elsewhere({ site: 'LNU' }));
		expect(stream.waiting).toBe(0);
	});
});
