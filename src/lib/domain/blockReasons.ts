import type { BlockReason } from './directory.ts';
import type { MessageFact } from './facts/message.ts';

const words = (text: string): string[] =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word.length > 2);

/** The title of the reason that stands for any broken rule holds this word. */
const HOUSE_RULES = 'hausordnung';

/**
 * The reason that a block because of this incident most likely has (S11c): one whose title the incident or its rule says word for
 * word, else the one for the house rules where a rule was broken. Undefined where none fits: it is chosen by hand then.
 */
export function reasonOfIncident(
	incident: Pick<MessageFact, 'kind' | 'text' | 'rule'>,
	reasons: readonly BlockReason[]
): BlockReason | undefined {
	const said = new Set(words(`${incident.text} ${incident.rule?.name ?? ''}`));
	const literal = reasons.find(({ title }) => {
		const parts = words(title);
		return parts.length > 0 && parts.every((part) => said.has(part));
	});
	const brokeRule = incident.kind === 'violation' || incident.rule !== undefined;
	return literal ?? (brokeRule ? reasons.find(({ title }) => words(title).includes(HOUSE_RULES)) : undefined);
}
