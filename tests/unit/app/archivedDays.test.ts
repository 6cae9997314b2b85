import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../src/lib/app/api/call.ts';
import type { ArchivePage, ArchiveQuery } from '../../../src/lib/app/api/archive.ts';
import { ArchivedDays } from '../../../src/lib/app/archivedDays.svelte.ts';
import { messageFact } from '../domain/messages.ts';
import { ANNA, MINUTE, NOW, writerOf } from '../domain/writer.ts';

const NOVEMBER = { from: '2026-11-01', until: '2026-11-30' };
const facts = [0, 1, 2].map((at) =>
	messageFact({ text: `Mitteilung ${at}` }, writerOf(ANNA, NOW - at * MINUTE))
);

/** An archive that gives these pages, one after the other, and then none. */
function archiveOf(...pages: (number[] | Error)[]) {
	const asked: { query: ArchiveQuery; after: string | undefined }[] = [];
	const ask = (query: ArchiveQuery, after?: string): Promise<ArchivePage> => {
		asked.push({ query, after });
		const page = pages[asked.length - 1] ?? [];
		if (page instanceof Error) return Promise.reject(page);
		const messages = page.flatMap((at) => (facts[at] ? [[facts[at]]] : []));
		return Promise.resolve({
			messages,
			next: asked.length < pages.length ? `page ${asked.length}` : undefined
		});
	};
	return { asked, days: new ArchivedDays(ask) };
}

const texts = ({ views }: ArchivedDays): string[] => views.map(({ fact }) => fact.text);

describe('the archived messages of a report’s days (S20)', () => {
	it('are fetched to the last page, an empty one in between included', async () => {
		const { asked, days } = archiveOf([0, 1], [], [2]);
		expect(days.covers(NOVEMBER)).toBe(false);
		await days.fetch(NOVEMBER, 'Europe/Vienna');
		expect(texts(days)).toEqual(['Mitteilung 0', 'Mitteilung 1', 'Mitteilung 2']);
		expect(asked.map(({ after }) => after)).toEqual([undefined, 'page 1', 'page 2']);
		expect(days.read).toBe(3);
	});

	it('reach a day further on both sides, for sites that have another calendar day', async () => {
		const { asked, days } = archiveOf([]);
		await days.fetch(NOVEMBER, 'Europe/Vienna');
		expect(asked[0]?.query).toMatchObject({
			from: '2026-10-30T23:00:00.000Z',
			until: '2026-12-01T23:00:00.000Z'
		});
	});

	it('are known for the days within, and for no others', async () => {
		const { days } = archiveOf([]);
		await days.fetch(NOVEMBER, 'Europe/Vienna');
		expect(days.covers({ from: '2026-11-10', until: '2026-11-30' })).toBe(true);
		expect(days.covers({ from: '2026-10-31', until: '2026-11-30' })).toBe(false);
		expect(days.covers({ from: '2026-11-10', until: '2026-12-01' })).toBe(false);
	});

	it('are none of them counted where a page fails: half of them would be a wrong number', async () => {
		const offline = new ApiProblem('offline');
		const { days } = archiveOf([0], offline);
		await days.fetch(NOVEMBER, 'Europe/Vienna');
		expect(days).toMatchObject({ asking: false, failure: offline, views: [] });
		expect(days.covers(NOVEMBER)).toBe(false);
	});
});
