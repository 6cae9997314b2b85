import type { Fact } from './facts/registry.ts';
import { foldSubject, subjectOf, type Subject } from './fold.ts';

/**
 * All facts that are known, and their fold. A subject is folded when it is asked for and again only after a fact about it
 * came or went, so one new fact costs one subject (rule R2).
 */
export class Log {
	readonly #facts = new Map<string, Map<string, Fact>>();
	readonly #subjectOf = new Map<string, string>();
	readonly #folded = new Map<string, Subject>();

	/** Number of facts. */
	get size(): number {
		return this.#subjectOf.size;
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
			this.#subjectOf.set(fact._id, id);
			this.#folded.delete(id);
			changed.add(id);
		}
		return changed;
	}

	/** Forgets facts: those that a reissue replaced, or that left with a server's generation. */
	remove(facts: Iterable<Fact>): Set<string> {
		return this.removeIds([...facts].map((fact) => fact._id));
	}

	/** {@link Log.remove} by id. @returns the ids of the subjects that changed */
	removeIds(ids: Iterable<string>): Set<string> {
		const changed = new Set<string>();
		for (const id of ids) {
			const subject = this.#subjectOf.get(id);
			if (subject === undefined) continue;
			this.#subjectOf.delete(id);
			const known = this.#facts.get(subject);
			known?.delete(id);
			if (known?.size === 0) this.#facts.delete(subject);
			this.#folded.delete(subject);
			changed.add(subject);
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
