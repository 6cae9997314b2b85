import {
	ENTRIES_KEPT,
	entryKey,
	hourOf,
	MAX_ENTRIES_OF_PAGE,
	type EntryPage
} from '../../src/lib/domain/entries.ts';
import type { ServerContext } from '../context.ts';
import type { Rejection } from '../import/rowProblem.ts';
import type { EntryRow } from './entryRow.ts';
import { mergeIntoPage } from './pages.ts';

/** Pages that are written at the same time. */
const AT_ONCE = 8;

/** What became of delivered events; together they are as many as were delivered. */
export interface EntryReport {
	/** Stored, and not known before */
	taken: number;
	/** The same came before, in this delivery or an earlier one */
	known: number;
	/** Older than {@link ENTRIES_KEPT}: not stored */
	tooOld: number;
	/** By rising line */
	rejected: Rejection[];
}

/** What is needed to store events. */
export type EntryGround = Pick<ServerContext, 'couch' | 'clock'>;

interface Delivery {
	readonly page: EntryPage;
	/** Line of each event, by its key */
	readonly lines: Map<string, number>;
}

/** The delivered events by page, each once; and how many came twice. */
function byPage(
	rows: readonly EntryRow[],
	oldest: string
): { pages: Delivery[]; known: number; tooOld: number } {
	const deliveries = new Map<string, Delivery>();
	let known = 0;
	let tooOld = 0;
	for (const { line, site, event } of rows) {
		const hour = hourOf(event.at);
		const id = JSON.stringify([site, hour]);
		const delivery = deliveries.get(id) ?? {
			page: { site, hour, events: [] },
			lines: new Map<string, number>()
		};
		deliveries.set(id, delivery);
		const key = entryKey(event);
		const twice = delivery.lines.has(key);
		if (!twice) delivery.lines.set(key, line);
		if (twice) known += 1;
		else if (event.at < oldest) tooOld += 1;
		// of two that tell the same one may tell more
		if (event.at >= oldest) delivery.page.events.push(event);
	}
	return { pages: [...deliveries.values()], known, tooOld };
}

/**
 * Stores entry events, and counts what became of them. May be done again with the same, and by several servers at once: each event
 * counts once (DESIGN § 8).
 * @param rejected those that could not even be read
 */
export async function takeEntries(
	{ couch, clock }: EntryGround,
	rows: readonly EntryRow[],
	rejected: readonly Rejection[]
): Promise<EntryReport> {
	const db = couch.db<EntryPage>('entries');
	const { pages, ...counts } = byPage(rows, new Date(clock() - ENTRIES_KEPT).toISOString());
	const report: EntryReport = { taken: 0, ...counts, rejected: [...rejected] };
	const waiting = pages.filter(({ page }) => page.events.length > 0);
	for (let done = 0; done < waiting.length; done += AT_ONCE) {
		await Promise.all(
			waiting.slice(done, done + AT_ONCE).map(async ({ page, lines }) => {
				const { added, there } = await mergeIntoPage(db, page);
				for (const key of new Set(page.events.map(entryKey))) {
					if (added.has(key)) report.taken += 1;
					else if (there.has(key)) report.known += 1;
					else report.rejected.push(tooMany(lines.get(key) ?? 0));
				}
			})
		);
	}
	report.rejected.sort((a, b) => a.line - b.line);
	return report;
}

function tooMany(line: number): Rejection {
	const reason = `Mehr als ${MAX_ENTRIES_OF_PAGE} Eintritte eines Studios in einer Stunde`;
	return { line, code: 'invalid', reason };
}
