import type { Fact } from './facts/registry.ts';
import { foldSubject, subjectOf, type Subject } from './fold.ts';

/**
 * All facts that are known, and their fold. A subject is folded when it is asked for and again only after a fact about it
 * came or went, so one new fact costs one subject (rule R2).
 */
export class Log {
	readonly #facts = new Map<string, Map<string, Fact>>();
	readonly #folded = new Map<string, Subject>();
	#size = 0;

	/** Number of facts. */
	get size(): number {
		return this.#size;
	}

	/** Takes facts in; those already known are ignored. @returns the ids of the subjects that changed */
	add(facts: Iterable<Fact>): Set<string> {
		const changed = new Set<string>();
		for (const fact of facts) {
			const id = subjectOf(fact);
			let known = this.#facts.get(id);
			if (!known) this.#facts.set(id, (known = new Map()));
			if (known.has(fact._id)) continue;
			known.set(fact._id, fact);
			this.#size += 1;
			this.#folded.delete(id);
			changed.add(id);
		}
		return changed;
	}

	/** Forgets facts: those that a reissue replaced, or that left with a server's generation. */
	remove(facts: Iterable<Fact>): Set<string> {
		const changed = new Set<string>();
		for (const fact of facts) {
			const id = subjectOf(fact);
			const known = this.#facts.get(id);
			if (!known?.delete(fact._id)) continue;
			this.#size -= 1;
			if (known.size === 0) this.#facts.delete(id);
			this.#folded.delete(id);
			changed.add(id);
		}
		return changed;
	}

	/** The folded subject, or undefined where nothing was said of it. */
	subject(id: string): Subject | undefined {
		const folded = this.#folded.get(id);
		if (folded) return folded;
		const facts = this.#facts.get(id);
		if (!facts) return undefined;
		const subject = foldSubject(id, facts.values());
		this.#folded.set(id, subject);
		return subject;
	}

	/** Ids of all subjects, in no order. */
	subjects(): Iterable<string> {
		return this.#facts.keys();
	}
}
