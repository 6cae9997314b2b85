import type { HouseRule } from '../domain/directory.ts';
import { fold } from '../domain/folding.ts';

/** The rules that fit what was typed (S11d): the beginning of a number, or words of the rule in any order. */
export function foundRules(rules: readonly HouseRule[], query: string): HouseRule[] {
	const words = fold(query)
		.split(/\s+/u)
		.filter((word) => word !== '');
	return rules.filter(({ id, title }) =>
		words.every((word) => fold(id).startsWith(word) || fold(title).includes(word))
	);
}
