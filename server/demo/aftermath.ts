import type { DemoAnswer, DemoIntent } from './demoIntents.ts';
import { instant, type DemoWorld } from './demoWorld.ts';
import { BLOCK_TEXTS } from './texts/blockTexts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WITHDRAWN_FOR = ['Falscher Kunde ausgewählt', 'Doppelt eingegeben', 'Hat sich geklärt'] as const;

/** Undefined where it has not come to that yet. */
function answer(world: DemoWorld, at: number, by: string): DemoAnswer | undefined {
	return at < world.now ? { at: instant(at), by } : undefined;
}

function done(world: DemoWorld, { assignee, at }: DemoIntent): DemoAnswer | undefined {
	if (!assignee) return undefined;
	const old = Date.parse(at) < world.now - 14 * DAY;
	if (!world.random.chance(old ? 0.94 : 0.55)) return undefined;
	const later = Date.parse(at) + world.random.int(30 * MINUTE, 5 * DAY);
	return answer(world, later, world.answererFor(assignee));
}

function transferred(world: DemoWorld, { at, staff }: DemoIntent): DemoAnswer | undefined {
	if (!world.random.chance(0.85)) return undefined;
	return answer(world, Date.parse(at) + world.random.int(2 * MINUTE, DAY), staff);
}

function lifted(world: DemoWorld, message: DemoIntent): DemoIntent['lifted'] {
	const { block, at, site } = message;
	const text = BLOCK_TEXTS.find(({ reason }) => reason === block?.reason);
	if (!block || !text || !world.random.chance(block.until === undefined ? 0.7 : 0.25)) return undefined;
	const start = Date.parse(at);
	const end = block.until === undefined ? start + 25 * DAY : Date.parse(block.until);
	const by = message.assignee ? world.answererFor(message.assignee) : world.staffAt(site).id;
	const found = answer(world, world.random.int(start + 2 * HOUR, end - HOUR), by);
	return found && { ...found, reason: text.lifted };
}

/**
 * Lets happen to a message what happened to it by now: done, carried over, lifted, or taken back by its
 * author.
 */
export function withAftermath(world: DemoWorld, message: DemoIntent): DemoIntent {
	if (world.random.chance(0.01)) {
		const reason = world.random.pick(WITHDRAWN_FOR);
		const taken = answer(world, Date.parse(message.at) + 3 * MINUTE, message.staff);
		if (taken) return { ...message, withdrawn: { ...taken, reason } };
	}
	const after: Pick<DemoIntent, 'done' | 'transferred' | 'lifted'> = {
		done: message.forInformation ? undefined : done(world, message),
		transferred: message.board ? transferred(world, message) : undefined,
		lifted: lifted(world, message)
	};
	const happened = Object.entries(after).filter(([, value]) => value !== undefined);
	return { ...message, ...Object.fromEntries(happened) };
}
