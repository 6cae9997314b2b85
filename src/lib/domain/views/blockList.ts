import type { BlockView } from './block.ts';
import type { MessageView } from './message.ts';

/** A block that ends within this time is about to end, ms. */
const SOON = 7 * 86_400_000;

/** Where a block stands in the list of all: about to end within 7 days, in force beyond, lifted or ended. */
export const BLOCK_GROUPS = ['active', 'ending', 'past'] as const;
export type BlockGroup = (typeof BLOCK_GROUPS)[number];

/** A message with the block that it began. */
export type BlockMessage = MessageView & { readonly block: BlockView };

/** Narrows a message to one that began a block. */
export function isBlock(message: MessageView): message is BlockMessage {
	return message.block !== undefined;
}

/** The group that a block belongs to at `now` (ms since 1970, UTC). */
export function blockGroupOf({ state, until }: BlockView, now: number): BlockGroup {
	if (state !== 'active') return 'past';
	return until !== undefined && Date.parse(until) <= now + SOON ? 'ending' : 'active';
}

/** When it stopped, or is going to, UTC. */
function endOf({ lifted, until }: BlockView): string {
	return lifted?.at ?? until ?? '';
}

/** Those of a group in the order in which people look for them: the next to end first, else the latest first. */
export function sortedBlocks(group: BlockGroup, blocks: readonly BlockMessage[]): BlockMessage[] {
	const by: Record<BlockGroup, (a: BlockMessage, b: BlockMessage) => number> = {
		active: (a, b) => compare(b.id, a.id),
		ending: (a, b) => compare(endOf(a.block), endOf(b.block)) || compare(a.id, b.id),
		past: (a, b) => compare(endOf(b.block), endOf(a.block)) || compare(b.id, a.id)
	};
	return blocks.toSorted(by[group]);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
