import type { Stamp } from '../../../../src/lib/data/outboxEntry.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import { revisionOf } from '../../../../src/lib/domain/ids.ts';
import { messageFact } from '../../domain/messages.ts';

export const STAMP: Stamp = { offset: 0, origin: 0, page: 'p', floor: 0 };

/** A message that is told apart by its text. */
export function messageOf(text: string): Fact {
	return messageFact({ text });
}

/** The fact as the server has it. */
export function onServer(fact: Fact): Fact & { _rev: string } {
	return { ...fact, _rev: revisionOf(fact._id) };
}

/** Waits for something that is told by events; fails the test after five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	const end = Date.now() + 5_000;
	while (!(await condition())) {
		if (Date.now() > end) throw new Error(`never came about: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
