import type { MessageFact } from './facts/message.ts';
import type { Fact } from './facts/registry.ts';
import { issueAgain } from './issue.ts';

/** How wrong an unsent fact's time may be before it is issued anew (rule C1), in ms. */
export const TOLERATED_ERROR = 2 * 60_000;

const NONE: ReadonlyMap<string, string> = new Map();

/** Instants of a message besides its own that can have been read off the device's clock. */
export const CLOCK_FIELDS = ['footageAt', 'block.until'] as const;
export type ClockField = (typeof CLOCK_FIELDS)[number];

/** An unsent fact and how wrong its time is now known to be: what has to be added, in ms. */
export interface Misdated {
	readonly fact: Fact;
	readonly error: number;
	/** What of it was read off the same clock, not typed (rule C4) */
	readonly byClock?: readonly ClockField[];
}

/** The id that a fact has now, after every renaming: one issued anew twice was renamed twice. */
function currentId(id: string, renamed: ReadonlyMap<string, string>): string {
	let current = id;
	for (let next = renamed.get(id); next !== undefined; next = renamed.get(next)) current = next;
	return current;
}

/** The references by which one unsent fact can name another (rule C2). */
function follow(fact: Fact, renamed: ReadonlyMap<string, string>): Partial<Fact> {
	const to = (id: string): string => currentId(id, renamed);
	const changes: Record<string, unknown> = {};
	if ('about' in fact) changes.about = to(fact.about);
	if (fact.after) changes.after = fact.after.map(to);
	if (fact.shift !== undefined) changes.shift = to(fact.shift);
	if ('check' in fact && fact.check !== undefined) changes.check = to(fact.check);
	if ('replaces' in fact && fact.replaces !== undefined) changes.replaces = to(fact.replaces);
	if ('refersTo' in fact && fact.refersTo !== undefined) changes.refersTo = to(fact.refersTo);
	return changes as Partial<Fact>;
}

/** The instants that were read off the clock that was wrong (rule C4). */
function setRight({ fact, error, byClock = [] }: Misdated): Partial<MessageFact> {
	if (fact.type !== 'message') return {};
	const { footageAt, block } = fact;
	const changes: { footageAt?: string; block?: typeof block } = {};
	if (byClock.includes('footageAt') && footageAt !== undefined) changes.footageAt = later(footageAt, error);
	if (byClock.includes('block.until') && block?.until !== undefined)
		changes.block = { ...block, until: later(block.until, error) };
	return changes;
}

/** @param by ms */
function later(instant: string, by: number): string {
	return new Date(Date.parse(instant) + by).toISOString();
}

/** Ids that a fact names, as they are now. */
function references(fact: Fact, renamed: ReadonlyMap<string, string>): string[] {
	return Object.values(follow(fact, renamed)).flatMap((value) => value as string | string[]);
}

/** Those named by others first, so that a reference is renamed before the fact that carries it gets its id. */
function namedFirst(misdated: readonly Misdated[], renamed: ReadonlyMap<string, string>): Misdated[] {
	const byId = new Map(misdated.map((entry) => [entry.fact._id, entry]));
	const sorted = new Set<Misdated>();
	const visit = (entry: Misdated): void => {
		if (sorted.has(entry) || !byId.delete(entry.fact._id)) return;
		for (const id of references(entry.fact, renamed)) {
			const named = byId.get(id);
			if (named) visit(named);
		}
		sorted.add(entry);
	};
	for (const entry of misdated) visit(entry);
	return [...sorted];
}

/**
 * Issues unsent facts anew with the right time where their clock was off by more than {@link TOLERATED_ERROR}; a fact whose time was right but which
 * names one that was not is issued anew as well (rules C1, C2, C4).
 * @param unsent every unsent fact of which the server cannot have heard (rule C3)
 * @param earlier new ids of facts that were issued anew before; a fact that still names an old one follows
 * @returns the new fact for each old id; facts that stay are not in it
 */
export function reissue(
	unsent: readonly Misdated[],
	random: (length: number) => Uint8Array,
	earlier = NONE
): Map<string, Fact> {
	const renamed = new Map(earlier);
	const replacements = new Map<string, Fact>();
	for (const misdated of namedFirst(unsent, earlier)) {
		const { fact, error } = misdated;
		const wrong = Math.abs(error) > TOLERATED_ERROR;
		if (!wrong && !references(fact, NONE).some((id) => renamed.has(id))) continue;
		const at = wrong ? later(fact.at, error) : fact.at;
		const atDevice = wrong ? (fact.atDevice ?? fact.at) : fact.atDevice;
		const right = wrong ? setRight(misdated) : {};
		const changes = { ...follow(fact, renamed), ...right, at, atDevice } as Partial<Fact> & { at: string };
		const replacement = issueAgain(fact, changes, random(16));
		renamed.set(fact._id, replacement._id);
		replacements.set(fact._id, replacement);
	}
	return replacements;
}
