import * as v from 'valibot';
import type { FetchedPage } from '../data/entryPages.ts';
import { entryPage, mergeEntries } from '../domain/entries.ts';
import type { Environment } from './environment.ts';
import { failureOf, request, RequestFailed } from './http.ts';

/** What `_bulk_get` answers; a document that is not there has no `ok`, or that of a tombstone. */
const answer = v.object({
	results: v.array(
		v.object({
			id: v.string(),
			docs: v.array(v.object({ ok: v.optional(v.unknown()) }))
		})
	)
});

/**
 * Fetches pages of entry events by their ids. Each id is in the answer, without a page where the server has none.
 * @param now corrected time, ms
 * @throws RequestFailed
 */
export async function fetchEntryPages(
	environment: Environment,
	ids: readonly string[],
	now: number
): Promise<Map<string, FetchedPage>> {
	const response = await request(environment, '/db/entries/_bulk_get', {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify({ docs: ids.map((id) => ({ id })) })
	});
	if (!response.ok) throw failureOf(response, environment.now());
	const read = v.safeParse(answer, await response.json());
	if (!read.success) throw new RequestFailed('server-error', response.status);
	const pages = new Map<string, FetchedPage>(ids.map((id) => [id, { fetchedAt: now }]));
	for (const { id, docs } of read.output.results) {
		for (const doc of docs) {
			const page = v.safeParse(entryPage, doc.ok);
			if (!page.success || !pages.has(id)) continue;
			// a cluster may have two beside each other until somebody writes the next
			const events = mergeEntries(pages.get(id)?.page?.events ?? [], page.output.events);
			pages.set(id, { fetchedAt: now, page: { ...page.output, events } });
		}
	}
	return pages;
}
