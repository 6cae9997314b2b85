import * as v from 'valibot';
import type { Corrupt } from './errors.ts';
import type { LiveChange } from './liveFeed.ts';
import type { StoredDoc } from './pouch.ts';
import {
	outboxEntrySchema,
	whyRemoved,
	type OutboxChange,
	type OutboxEntry,
	type WhyRemoved
} from './outboxEntry.ts';

/** A document of the outbox as it was last heard of. */
interface Held {
	readonly rev: string;
	/** Undefined once it was removed (a late echo of an earlier state must not bring it back), and where it is corrupt */
	readonly entry: OutboxEntry | undefined;
}

const generationOf = (rev: string): number => parseInt(rev, 10);

/** The outbox in memory: brought up to date by what this tab writes and by what it hears of others. */
export class HeldEntries {
	readonly #report: (corrupt: Corrupt) => void;
	readonly #held = new Map<string, Held>();
	readonly #corrupt = new Map<string, Corrupt>();
	#entries: readonly OutboxEntry[] | undefined;

	constructor(report: (corrupt: Corrupt) => void) {
		this.#report = report;
	}

	/** All entries, earliest first. The same array until something changes. */
	get entries(): readonly OutboxEntry[] {
		this.#entries ??= [...this.#held.values()]
			.flatMap(({ entry }) => entry ?? [])
			.sort((a, b) => a.addedAt - b.addedAt || (a.fact._id < b.fact._id ? -1 : 1));
		return this.#entries;
	}

	/** Documents that are no entries. */
	get corrupt(): readonly Corrupt[] {
		return [...this.#corrupt.values()];
	}

	entry(id: string): OutboxEntry | undefined {
		return this.#held.get(id)?.entry;
	}

	/** The revision to write over; undefined where nothing is there (any more). */
	revision(id: string): string | undefined {
		const held = this.#held.get(id);
		return held && (held.entry ?? this.#corrupt.has(id)) ? held.rev : undefined;
	}

	/** Takes in what was written here or heard from another tab. @returns what is new by it; undefined for an echo of what is known already */
	take(changes: readonly LiveChange[]): OutboxChange | undefined {
		const put: OutboxEntry[] = [];
		const removed: { entry: OutboxEntry; why: WhyRemoved }[] = [];
		for (const { id, deleted, doc } of changes) {
			const held = this.#held.get(id);
			if (held && generationOf(held.rev) >= generationOf(doc._rev)) continue;
			if (deleted) this.#corrupt.delete(id);
			const entry = deleted ? undefined : this.#parse(id, doc);
			this.#held.set(id, { rev: doc._rev, entry });
			if (entry) put.push(entry);
			else if (held?.entry) {
				removed.push({ entry: held.entry, why: v.is(whyRemoved, doc.why) ? doc.why : 'removed' });
			}
		}
		if (put.length + removed.length === 0) return undefined;
		this.#entries = undefined;
		const renamed = new Map(
			put.flatMap(({ fact, replacing }) => (replacing === undefined ? [] : [[replacing, fact._id] as const]))
		);
		return { put, removed, renamed };
	}

	#parse(id: string, doc: StoredDoc): OutboxEntry | undefined {
		const result = v.safeParse(outboxEntrySchema, doc);
		if (result.success && result.output.fact._id === id) return result.output;
		const field = result.success ? '_id' : (v.getDotPath(result.issues[0]) ?? undefined);
		const corrupt: Corrupt = { where: 'outbox', id, field };
		this.#corrupt.set(id, corrupt);
		this.#report(corrupt);
		return undefined;
	}
}
