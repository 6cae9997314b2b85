import { revisionOf } from '../domain/ids.ts';
import type { OutboxEntry } from '../data/outboxEntry.ts';

/** Most facts in one request (rule P1). */
export const MAX_BATCH = 100;
/** Most bytes in one request (rule P1); one fact has at most 40,000. */
export const MAX_BATCH_BYTES = 1_000_000;

/** Facts that go in one request, as JSON. */
export interface Batch {
	readonly ids: readonly string[];
	readonly body: string;
}

const encoder = new TextEncoder();

/** As many of the entries, from the first on, as fit; always at least one. */
export function batchOf(entries: readonly OutboxEntry[], limit: number): Batch {
	const ids: string[] = [];
	const parts: string[] = [];
	let bytes = 0;
	for (const { fact } of entries.slice(0, limit)) {
		const part = JSON.stringify({ ...fact, _rev: revisionOf(fact._id) });
		bytes += encoder.encode(part).length + 1;
		if (ids.length > 0 && bytes > MAX_BATCH_BYTES) break;
		ids.push(fact._id);
		parts.push(part);
	}
	return { ids, body: `{"new_edits":false,"docs":[${parts.join(',')}]}` };
}
