/** What people do with camera checks: each is a domain command, written as the person on duty. */
import { assignToCheck } from '../domain/commands/aboutMessage.ts';
import { fileCheck, startCheck, type CheckInput, type FilingInput } from '../domain/commands/cameraCheck.ts';
import { made, type Result } from '../domain/commands/result.ts';
import type { CheckFiledFact, CheckStartedFact } from '../domain/facts/cameraCheck.ts';
import type { Fact } from '../domain/facts/registry.ts';
import { checkSubject, incidentsOf } from './checks.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** A filing, and the messages that belong to the check by it. */
export interface Filing extends FilingInput {
	/** Ids of all messages that are to belong to the check; absent where nothing changes */
	messages?: ReadonlySet<string>;
}

/** What a filing wrote. */
export interface Filed {
	readonly filed: CheckFiledFact;
	/** Ids of all that was written, for `app.takeBack` */
	readonly written: readonly string[];
}

/** Begins a camera check (S11b). @throws StorageFull */
export async function beginCheck(app: Dienstbuch, input: CheckInput): Promise<Result<CheckStartedFact>> {
	const result = startCheck(app.duty.writer, input);
	if (result.ok) await app.write(result.value);
	return result;
}

/**
 * "Kamerakontrolle eingeben": files a check and says which messages belong to it, in one write: after a crash there is all of it or nothing
 * (S11b).
 * @param held true for what one tap files: for five seconds it can be taken back (LOOK 6)
 * @throws StorageFull
 */
export async function enterCheck(
	app: Dienstbuch,
	check: string,
	{ messages, ...input }: Filing,
	held = false
): Promise<Result<Filed>> {
	const subject = checkSubject(app, check);
	const result = fileCheck(app.duty.writer, subject, input);
	if (!result.ok) return result;
	const facts: Fact[] = [...(messages ? assignments(app, subject.id, messages) : []), result.value];
	await (held ? app.writeHeld(facts) : app.write(facts));
	return made({ filed: result.value, written: facts.map((fact) => fact._id) });
}

/** What has to be said so that just these messages belong to the check. Withdrawn ones stay where they are. */
function assignments(app: Dienstbuch, check: string, messages: ReadonlySet<string>): Fact[] {
	const now = incidentsOf(app, check).filter(({ state }) => state !== 'withdrawn');
	const there = new Set(now.map(({ id }) => id));
	return [
		...[...messages].filter((id) => !there.has(id)).map((id) => assignment(app, id, check)),
		...now.filter(({ id }) => !messages.has(id)).map(({ id }) => assignment(app, id, undefined))
	];
}

function assignment(app: Dienstbuch, message: string, check: string | undefined): Fact {
	const subject = app.log.subject(app.currentId(message));
	if (!subject) throw new Error(`no such message: ${message}`);
	return assignToCheck(app.duty.writer, subject, check);
}

/** "Kamerakontrolle zuordnen": messages that were written before or after it belong to the check. @throws StorageFull */
export async function assignMessages(
	app: Dienstbuch,
	messages: Iterable<string>,
	check: string | undefined
): Promise<void> {
	const to = check === undefined ? undefined : app.currentId(check);
	const facts = [...messages].map((message) => assignment(app, message, to));
	if (facts.length > 0) await app.write(facts);
}
