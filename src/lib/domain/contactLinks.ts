import type { ContactLink } from './directory.ts';

/** For each linked KundenID all those of the same person, itself among them, in code-unit order. */
export type LinkedIds = ReadonlyMap<string, readonly string[]>;

/**
 * Who is one person, as the links say: a link of a link counts too, whatever its direction, and links that lead in a circle do no harm.
 * A KundenID that no link names is not in the answer.
 */
export function linkedIds(links: Iterable<ContactLink>): LinkedIds {
	const groups = new Map<string, string[]>();
	for (const { old, new: now } of links) {
		const [before, after] = [groups.get(old) ?? [old], groups.get(now) ?? [now]];
		if (before === after) continue;
		const together = [...new Set([...before, ...after])];
		for (const id of together) groups.set(id, together);
	}
	for (const group of new Set(groups.values())) group.sort();
	return groups;
}
