import * as v from 'valibot';
import { bodyOf } from '../domain/canonical.ts';
import { kindOf, type Fact } from '../domain/facts/registry.ts';
import type { Corrupt } from './errors.ts';
import type { StoredDoc } from './pouch.ts';
import type { Follower, Replica } from './replica.ts';

/**
 * The replica of `messages`, read as facts. What the server let in has the right hash (rule F4), so only the shape is looked at here: 5,000
 * hashes would take longer than all the rest of the start.
 */
export class Messages {
	readonly replica: Replica;
	readonly #report: (corrupt: Corrupt) => void;
	readonly #unknown = new Set<string>();

	constructor(replica: Replica, report: (corrupt: Corrupt) => void) {
		this.replica = replica;
		this.#report = report;
	}

	/** How many facts of a later version there are: kept, and handed to nobody (rule F6). */
	get unknown(): number {
		return this.#unknown.size;
	}

	/** Delivers all facts that are there, then what changes. @returns what ends it, once all was delivered */
	follow(follower: Follower<Fact>): Promise<() => void> {
		return this.replica.follow({
			arrived: (docs, arrival) => follower.arrived(this.parse(docs), arrival),
			gone: (ids) => follower.gone(ids)
		});
	}

	/** Documents as facts, those left out that are none or of a later version. */
	parse(docs: readonly StoredDoc[]): Fact[] {
		return docs.flatMap((doc) => this.#parse(doc) ?? []);
	}

	#parse(doc: StoredDoc): Fact | undefined {
		if (doc._id.startsWith('_design/')) return undefined;
		const kind = typeof doc.type === 'string' ? kindOf(doc.type) : undefined;
		const schema = kind?.versions[Number(doc.v)];
		if (!schema) {
			this.#unknown.add(doc._id);
			return undefined;
		}
		const result = v.safeParse(schema, bodyOf(doc), { abortEarly: true });
		if (result.success) return doc as unknown as Fact;
		this.#report({ where: 'messages', id: doc._id, field: v.getDotPath(result.issues[0]) ?? undefined });
		return undefined;
	}
}
