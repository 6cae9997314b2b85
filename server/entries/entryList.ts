import * as v from 'valibot';
import { short } from '../../src/lib/domain/facts/fields.ts';
import { cleanText } from '../import/cleanText.ts';
import { requireKnownSite } from '../import/knownSite.ts';
import { RowProblem, type Rejection } from '../import/rowProblem.ts';
import type { EntryRow } from './entryRow.ts';
import { isoEntryTime, type EntryTimes } from './entryTime.ts';

const text = v.optional(v.pipe(v.string(), v.transform(cleanText), short), '');

/** An event in JSON; what is not known may be left out. */
const sentEvent = v.object({
	at: v.string(),
	site: v.string(),
	terminal: text,
	way: v.optional(v.picklist(['card', 'hand']), 'card'),
	card: text,
	contact: text,
	name: text,
	visit: v.optional(v.picklist(['home', 'guest', '']), '')
});

/** The good events of a list in JSON, and what is wrong with the others. @param list of any form */
export function readEntryList(
	list: readonly unknown[],
	knownSites: ReadonlySet<string>,
	times: EntryTimes
): { items: EntryRow[]; rejected: Rejection[] } {
	const items: EntryRow[] = [];
	const rejected: Rejection[] = [];
	for (const [index, sent] of list.entries()) {
		try {
			items.push({ line: index + 1, ...eventOf(sent, knownSites, times) });
		} catch (error) {
			if (!(error instanceof RowProblem)) throw error;
			rejected.push({ line: index + 1, code: error.code, reason: error.message });
		}
	}
	return { items, rejected };
}

function eventOf(
	sent: unknown,
	knownSites: ReadonlySet<string>,
	times: EntryTimes
): Pick<EntryRow, 'site' | 'event'> {
	const result = v.safeParse(sentEvent, sent, { abortEarly: true });
	if (!result.success) {
		const field = v.getDotPath(result.issues[0]);
		throw new RowProblem(
			'invalid',
			field === null ? 'Das ist kein Eintritt' : `Feld ${field} hat eine unzulässige Form`
		);
	}
	const { at, site, ...rest } = result.output;
	requireKnownSite(site, knownSites);
	return { site, event: { at: isoEntryTime(at, site, times), ...rest } };
}
