import { describe, expect, it } from 'vitest';
import type { ArchivePage, ArchiveQuery } from '../../../src/lib/app/api/archive.ts';
import {
	archiveFilterOf,
	archiveQueryOf,
	askedOf,
	periodProblem
} from '../../../src/lib/app/archiveFilter.ts';
import { ArchiveSearch } from '../../../src/lib/app/archiveSearch.svelte.ts';
import { messageFact } from '../domain/messages.ts';
import { ANNA, MINUTE, NOW, writerOf } from '../domain/writer.ts';

const QUERY: ArchiveQuery = { text: 'spind', contact: '', site: '', kind: '', from: '', until: '' };
const messages = [0, 1, 2].map((at) =>
	messageFact({ text: `Mitteilung ${at}` }, writerOf(ANNA, NOW - at * MINUTE))
);

interface Asked {
	readonly query: ArchiveQuery;
	readonly after: string | undefined;
	readonly give: (page: ArchivePage) => void;
	readonly fail: (error: Error) => void;
}

function controlled() {
	const asked: Asked[] = [];
	const ask = (query: ArchiveQuery, after?: string) =>
		new Promise<ArchivePage>((give, fail) => asked.push({ query, after, give, fail }));
	return { asked, search: new ArchiveSearch(ask, () => NOW) };
}

const pageOf = (numbers: number[], next?: string): ArchivePage => ({
	messages: numbers.flatMap((at) => (messages[at] ? [[messages[at]]] : [])),
	next
});
const texts = (search: ArchiveSearch) => search.found.map(({ view }) => view.fact.text);

describe('a search in the archive (S20)', () => {
	it('goes on where the page ended, and nothing is there twice', async () => {
		const { asked, search } = controlled();
		const first = search.search(QUERY);
		asked[0]?.give(pageOf([0, 1], 'cursor'));
		await first;
		expect(search).toMatchObject({ state: 'done', more: true });
		const second = search.loadMore();
		asked[1]?.give(pageOf([1, 2]));
		await second;
		expect(asked[1]).toMatchObject({ query: QUERY, after: 'cursor' });
		expect(texts(search)).toEqual(['Mitteilung 0', 'Mitteilung 1', 'Mitteilung 2']);
		expect(search.more).toBe(false);
	});

	it('an answer that was overtaken by another question does not count', async () => {
		const { asked, search } = controlled();
		const both = [search.search(QUERY), search.search({ ...QUERY, text: 'schlüssel' })];
		asked[1]?.give(pageOf([2]));
		asked[0]?.give(pageOf([0]));
		await Promise.all(both);
		expect(texts(search)).toEqual(['Mitteilung 2']);
	});

	it('what was found stays when more cannot be had, and it can be tried again', async () => {
		const { asked, search } = controlled();
		const first = search.search(QUERY);
		asked[0]?.give(pageOf([0], 'cursor'));
		await first;
		const second = search.loadMore();
		asked[1]?.fail(new Error('offline'));
		await second;
		expect(search).toMatchObject({ state: 'failed', failure: new Error('offline') });
		expect(texts(search)).toEqual(['Mitteilung 0']);
		const again = search.loadMore();
		asked[2]?.give(pageOf([1]));
		await again;
		expect(asked[2]?.after).toBe('cursor');
		expect(texts(search)).toEqual(['Mitteilung 0', 'Mitteilung 1']);
	});

	it('where the question itself failed, nothing of an earlier one stands there, and it is asked again', async () => {
		const { asked, search } = controlled();
		const first = search.search(QUERY);
		asked[0]?.give(pageOf([0]));
		await first;
		const second = search.search({ ...QUERY, text: 'schlüssel' });
		asked[1]?.fail(new Error('offline'));
		await second;
		expect(texts(search)).toEqual([]);
		const again = search.loadMore();
		asked[2]?.give(pageOf([1]));
		await again;
		expect(asked[2]?.query.text).toBe('schlüssel');
		expect(texts(search)).toEqual(['Mitteilung 1']);
	});
});

describe('the filter of the archive', () => {
	it('comes through the address as it was', () => {
		const query = new URLSearchParams({
			q: 'spind & schlüssel',
			contact: '48213',
			site: 'LNU',
			kind: 'block',
			from: '2026-01-01'
		});
		const filter = archiveFilterOf(query);
		expect(archiveFilterOf(new URLSearchParams(archiveQueryOf(filter)))).toEqual(filter);
		expect(archiveQueryOf(archiveFilterOf(new URLSearchParams('kind=praise')))).toBe('?');
	});

	it('asks for days from their beginning to their end on the clock of the site, the days of the changes too', () => {
		const filter = { ...archiveFilterOf(new URLSearchParams()), from: '2026-03-29', until: '2026-03-29' };
		expect(askedOf(filter, 'Europe/Vienna')).toMatchObject({
			from: '2026-03-28T23:00:00.000Z',
			until: '2026-03-29T22:00:00.000Z'
		});
	});

	it.each([
		['', '', undefined],
		['2026-02-30', '', 'no-day'],
		['', '275760-09-13', 'no-day'],
		['2026-03-02', '2026-03-01', 'end-before-start'],
		['2026-03-01', '2026-03-01', undefined]
	])('says what is wrong with %j to %j: %s', (from, until, problem) =>
		expect(periodProblem({ ...archiveFilterOf(new URLSearchParams()), from, until })).toBe(problem)
	);
});
