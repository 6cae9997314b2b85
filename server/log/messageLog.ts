import type { Couch } from '../couchdb/couch.ts';
import { kindOf, type Fact } from '../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../src/lib/domain/fold.ts';
import { Log } from '../../src/lib/domain/log.ts';

/** Facts read at once. */
const PAGE = 1000;

/** A document of `messages`: a fact, of whatever version. */
interface StoredFact {
	readonly _id: string;
	readonly type?: string;
	readonly v?: number;
	readonly about?: string;
}

/** Which subjects changed since somebody last asked. */
export interface Changed {
	/** Those since the last call; at the first all that there are */
	take(): Set<string>;
	/** Has them given again, for who could not finish */
	giveBack(subjects: Iterable<string>): void;
}

/**
 * All facts of `messages` in memory, folded when asked for, as on a device: what jobs decide by. Each server keeps its own and catches up
 * from where it was; it can be thrown away at any time.
 */
export class MessageLog {
	readonly #couch: Couch;
	readonly #log = new Log();
	/** Ids of all facts by subject, those included that a newer server let in */
	readonly #ids = new Map<string, Set<string>>();
	readonly #subjectOf = new Map<string, string>();
	readonly #waiting = new Set<Set<string>>();
	#since: string | number = 0;
	#catchingUp: Promise<void> | undefined;
	/** How often all was forgotten: a page that was asked for before is of data that is gone */
	#startedOver = 0;

	constructor(couch: Couch) {
		this.#couch = couch;
	}

	/** Reads what was written since the last time; all of it at the first. */
	catchUp(): Promise<void> {
		this.#catchingUp ??= this.#readOn().finally(() => (this.#catchingUp = undefined));
		return this.#catchingUp;
	}

	/** Forgets all, to read it anew: the data was replaced. */
	startOver(): void {
		this.#startedOver += 1;
		this.#since = 0;
		for (const id of [...this.#subjectOf.keys()]) this.#forget(id);
	}

	/** The folded subject, as of the last {@link MessageLog.catchUp}. */
	subject(id: string): Subject | undefined {
		return this.#log.subject(id);
	}

	/** Ids of all subjects. */
	subjects(): Iterable<string> {
		return this.#ids.keys();
	}

	/** Ids of all facts of a subject, those of a newer version included. */
	factsOf(subject: string): readonly string[] {
		return [...(this.#ids.get(subject) ?? [])];
	}

	/** Begins to collect which subjects change. */
	changed(): Changed {
		const mine = new Set(this.#ids.keys());
		this.#waiting.add(mine);
		return {
			take() {
				const taken = new Set(mine);
				mine.clear();
				return taken;
			},
			giveBack(subjects) {
				for (const subject of subjects) mine.add(subject);
			}
		};
	}

	async #readOn(): Promise<void> {
		const db = this.#couch.db<StoredFact>('messages');
		for (;;) {
			const before = this.#startedOver;
			const page = await db.changes({ since: this.#since as string, limit: PAGE, include_docs: true });
			if (before !== this.#startedOver) continue;
			for (const { id, deleted, doc } of page.results as { id: string; deleted?: true; doc?: StoredFact }[]) {
				if (id.startsWith('_design/')) continue;
				if (deleted || !doc) this.#forget(id);
				else this.#learn(doc);
			}
			this.#since = page.last_seq;
			if (page.results.length < PAGE) return;
		}
	}

	#learn(doc: StoredFact): void {
		const subject = doc.about ?? doc._id;
		const ids = this.#ids.get(subject);
		if (ids) ids.add(doc._id);
		else this.#ids.set(subject, new Set([doc._id]));
		this.#subjectOf.set(doc._id, subject);
		// what the server let in has the right shape; a newer server may have let in what this one does not know (rule F6)
		if (kindOf(doc.type ?? '')?.versions[doc.v ?? 0]) this.#log.add([doc as unknown as Fact]);
		this.#tell(subject);
	}

	#forget(id: string): void {
		const subject = this.#subjectOf.get(id);
		if (subject === undefined) return;
		this.#subjectOf.delete(id);
		const ids = this.#ids.get(subject);
		ids?.delete(id);
		if (ids?.size === 0) this.#ids.delete(subject);
		this.#log.removeIds([id]);
		this.#tell(subject);
	}

	#tell(subject: string): void {
		for (const set of this.#waiting) set.add(subject);
	}
}
