/** From the set of facts to what they mean, one subject at a time (SPEC: rules R1 to R9, and R11). */
import type { FactBase, FactKind } from './facts/kind.ts';
import { kindOf, type Fact } from './facts/registry.ts';
import { MAX_AFTER } from './limits.ts';

/** What a matter of a subject has come to (rules R3 to R5, and R11). */
export interface Resolution {
	/** The fact that holds */
	readonly winner: Fact;
	/** The earliest of those that say the same as the winner */
	readonly credited: Fact;
	/** Ids that a new fact on this matter names in `after` */
	readonly heads: readonly string[];
}

/** A message, a check, a shift or a contact, and all that was said of it. */
export interface Subject {
	readonly id: string;
	/** The fact that began it; undefined for a contact, and while it has not arrived (rule R7) */
	readonly root: Fact | undefined;
	/** Every fact about it that this version knows, the root included, earliest id first */
	readonly facts: readonly Fact[];
	readonly matters: ReadonlyMap<string, Resolution>;
	/** Facts without effect, and the rule that says why (rule R6) */
	readonly refused: readonly { readonly fact: Fact; readonly rule: string }[];
}

/** The subject that a fact belongs to (rule R2). */
export function subjectOf(fact: Fact): string {
	return 'about' in fact ? fact.about : fact._id;
}

const matterOf = (fact: Fact): string | undefined => kindOf(fact.type)?.matter;

const byId = (a: Fact, b: Fact): number => (a._id < b._id ? -1 : a._id > b._id ? 1 : 0);

/**
 * Ids that one of the facts names in `after`, directly or through others. The way may lead through a fact without effect: its writer
 * saw what came before it, whatever it was worth itself.
 */
function superseded(facts: readonly Fact[], withoutEffect: readonly Fact[]): Set<string> {
	const named = new Map([...facts, ...withoutEffect].map((fact) => [fact._id, fact.after ?? []]));
	const seen = new Set<string>();
	const open = facts.flatMap((fact) => fact.after ?? []);
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (seen.has(id)) continue;
		seen.add(id);
		open.push(...(named.get(id) ?? []));
	}
	return seen;
}

function resolve(facts: readonly Fact[], withoutEffect: readonly Fact[]): Resolution | undefined {
	const passed = superseded(facts, withoutEffect);
	const heads = facts.filter((fact) => !passed.has(fact._id));
	const winner = heads.findLast((fact) => kindOf(fact.type)?.prevails?.(fact)) ?? heads.at(-1);
	if (!winner) return undefined;
	const credited = kindOf(winner.type)?.countsOnce
		? (heads.find((fact) => fact.type === winner.type) ?? winner)
		: winner;
	return { winner, credited, heads: heads.map((fact) => fact._id) };
}

/** The rule that keeps a fact from having an effect on the subject that `root` began. */
function ruleAgainst(kind: FactKind, fact: Fact, root: Fact): string | undefined {
	const fits = kindOf(root.type)?.subjects.some((subject) => kind.subjects.includes(subject));
	return fits ? kind.refusal?.(fact, root as FactBase) : 'R9';
}

/** Folds the facts of one subject. Doubled facts count once, and the order does not matter (rule R1). */
export function foldSubject(id: string, given: Iterable<Fact>): Subject {
	const facts = [...new Map([...given].map((fact) => [fact._id, fact])).values()].sort(byId);
	const root = facts.find((fact) => fact._id === id);
	const groups = new Map<string, Fact[]>();
	const refused: { fact: Fact; rule: string }[] = [];
	for (const fact of facts) {
		const kind = kindOf(fact.type);
		if (kind?.matter === undefined) continue;
		const rule = root && ruleAgainst(kind, fact, root);
		if (rule !== undefined) {
			refused.push({ fact, rule });
			continue;
		}
		const group = groups.get(kind.matter);
		if (group) group.push(fact);
		else groups.set(kind.matter, [fact]);
	}
	const matters = new Map<string, Resolution>();
	for (const [matter, group] of groups) {
		const withoutEffect = refused.map(({ fact }) => fact).filter((fact) => matterOf(fact) === matter);
		const resolution = resolve(group, withoutEffect);
		if (resolution) matters.set(matter, resolution);
	}
	return { id, root, facts, matters, refused };
}

/** The heads of a matter: what a new fact on it names in `after`; the latest, where there are more than one fact may name. */
export function headsOf(subject: Subject | undefined, matter: string): string[] | undefined {
	const heads = subject?.matters.get(matter)?.heads;
	return heads && heads.length > 0 ? heads.slice(-MAX_AFTER) : undefined;
}

/** The winner of a matter, if it is of one of the types asked for. */
export function winnerOf<Type extends Fact['type']>(
	subject: Subject,
	matter: string,
	type: Type
): Extract<Fact, { type: Type }> | undefined {
	const winner = subject.matters.get(matter)?.winner;
	return winner?.type === type ? (winner as Extract<Fact, { type: Type }>) : undefined;
}

/** The one to whom the answer on a matter is credited, if the answer is of the type asked for (rule R5). */
export function creditedOf<Type extends Fact['type']>(
	subject: Subject,
	matter: string,
	type: Type
): Extract<Fact, { type: Type }> | undefined {
	const credited = subject.matters.get(matter)?.credited;
	return credited?.type === type ? (credited as Extract<Fact, { type: Type }>) : undefined;
}
