/** Lifting blocks (S17): a domain command, written as the person on duty. */
import { liftBlock } from '../domain/commands/aboutMessage.ts';
import { liftReserved } from '../domain/commands/liftBlock.ts';
import { made, type Result } from '../domain/commands/result.ts';
import type { Assignee } from '../domain/facts/fields.ts';
import type { Fact } from '../domain/facts/registry.ts';
import type { BlockMessage } from '../domain/views/blockList.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { IN_LOG, leadName } from './logWords.ts';

/** True where the person on duty may lift the block only with a reason (rule A6). Reactive. */
export function liftNeedsReason(app: Dienstbuch, { block }: BlockMessage): boolean {
	if (app.duty.current?.author.role !== 'staff') return false;
	// A reason that was reserved since holds for the blocks that stand already.
	return (
		block.reserved ||
		app.directory.blockReasons.some(({ id, reserved }) => id === block.reason.id && reserved)
	);
}

/** Who is told that a reserved block was lifted: the lead of its studio, or the office that it is about. */
export function leadOf(app: Dienstbuch, site: string): Assignee {
	const name = app.directory.siteName(site);
	const office = app.directory.sites.some(({ id, kind }) => id === site && kind === 'office');
	return office ? { kind: 'office', id: site, name } : { kind: 'lead', id: site, name: leadName(name) };
}

/**
 * "Sperre aufheben" (S17), of one block or of several, in one write; `app.takeBack` with the ids that it gives undoes it for five seconds.
 * @param reason required where {@link liftNeedsReason} says so; becomes a task of the lead then
 * @throws StorageFull: nothing was lifted
 */
export async function lift(
	app: Dienstbuch,
	blocks: readonly BlockMessage[],
	reason = ''
): Promise<Result<string[]>> {
	const facts: Fact[] = [];
	for (const message of blocks) {
		const result = liftOne(app, message, reason);
		if (!result.ok) return result;
		facts.push(...result.value);
	}
	if (facts.length > 0) await app.writeHeld(facts);
	return made(facts.map(({ _id }) => _id));
}

function liftOne(app: Dienstbuch, message: BlockMessage, reason: string): Result<Fact[]> {
	const subject = app.log.subject(app.currentId(message.id));
	if (!subject) throw new Error(`no such message: ${message.id}`);
	const { writer } = app.duty;
	if (!liftNeedsReason(app, message)) return made([liftBlock(writer, subject, reason)]);
	return liftReserved(writer, subject, {
		reason,
		lead: leadOf(app, message.fact.site),
		contact: message.contact,
		text: m.block_lift_task({ reason: message.block.reason.name, why: reason.trim() }, IN_LOG)
	});
}
