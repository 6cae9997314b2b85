import type { Assignee, Named, Person } from '../facts/fields.ts';
import type { Channel, MessageFact, MessageKind } from '../facts/message.ts';
import { issue, type Writer } from '../issue.ts';
import { MAX_SHORT, MAX_TEXT } from '../limits.ts';
import { cleanLine, cleanText } from './cleanText.ts';
import { made, refused, type FieldProblem, type Result } from './result.ts';
import { problemsOfPerson, storedPerson } from './storedPerson.ts';

/** What a block is made of (S11c). */
export interface BlockInput {
	reason?: Named;
	/** What the customer is told; the reason itself where that is empty */
	told?: string;
	/** UTC; undefined for "ohne Ende sperren" */
	until?: string;
	/** True where the settings reserve the reason (rule A6) */
	reserved?: boolean;
}

/** What the form "… CRM Kundenmitteilung" gives (S7 to S14). Instants are ISO 8601, UTC. */
export interface MessageInput {
	/** The studio or office that the matter is about */
	site: string;
	kind?: MessageKind;
	contact?: Person;
	text: string;
	assignee?: Assignee;
	forInformation: boolean;
	board?: boolean;
	footageAt?: string;
	check?: string;
	rule?: Named;
	channel?: Channel;
	block?: BlockInput;
	/** The message that this one follows from */
	refersTo?: string;
	replaces?: string;
	draft?: string;
	app?: string;
}

function blockProblems(input: MessageInput, now: number): FieldProblem[] {
	if (input.kind !== 'block') return [];
	const problems: FieldProblem[] = [];
	if (!input.block?.reason) problems.push({ field: 'blockReason', problem: 'missing' });
	const { until, told } = input.block ?? {};
	if (cleanLine(told ?? '').length > MAX_SHORT) problems.push({ field: 'blockTold', problem: 'too-long' });
	if (until !== undefined && Date.parse(until) <= now)
		problems.push({ field: 'blockUntil', problem: 'in-the-past' });
	return problems;
}

/** The block as a fact keeps it. */
function storedBlock({ reason, told, until, reserved }: BlockInput): MessageFact['block'] {
	if (!reason) return undefined;
	const words = cleanLine(told ?? '');
	return {
		reason,
		told: words === '' || words === reason.name ? undefined : words,
		until,
		reserved: reserved ? true : undefined
	};
}

/**
 * The fields of the input that are wrong, in the order of the form; empty where it can be saved.
 * Required are assignee (unless "nur zur Kenntnis"), text and kind (S9, S10, S11), and what the kind needs.
 */
export function problemsOfMessage(input: MessageInput, now: number): FieldProblem[] {
	const text = cleanText(input.text);
	const problems = problemsOfPerson(input.contact);
	if (!input.assignee && !input.forInformation) problems.push({ field: 'assignee', problem: 'missing' });
	if (text === '') problems.push({ field: 'text', problem: 'missing' });
	if (text.length > MAX_TEXT) problems.push({ field: 'text', problem: 'too-long' });
	if (!input.kind) problems.push({ field: 'kind', problem: 'missing' });
	problems.push(...blockProblems(input, now));
	if (input.kind === 'violation' && !input.rule) problems.push({ field: 'rule', problem: 'missing' });
	if (input.kind === 'feedback' && !input.channel) problems.push({ field: 'channel', problem: 'missing' });
	if (input.kind === 'camera' && Date.parse(input.footageAt ?? '') > now + 60_000)
		problems.push({ field: 'footageAt', problem: 'in-the-future' });
	if (!input.site) problems.push({ field: 'site', problem: 'missing' });
	return problems;
}

/** Saves a Kundenmitteilung ("Mitteilung speichern", S15). What the kind does not use is left out. */
export function logMessage(writer: Writer, input: MessageInput): Result<MessageFact> {
	const problems = problemsOfMessage(input, writer.now());
	const { kind, contact, block } = input;
	if (problems.length > 0 || !kind || !contact) return refused(problems);
	return made(
		issue(writer, {
			type: 'message',
			site: input.site,
			kind,
			contact: storedPerson(contact),
			text: cleanText(input.text),
			assignee: input.assignee,
			forInformation: input.forInformation,
			board: input.board,
			footageAt: kind === 'camera' ? input.footageAt : undefined,
			check: kind === 'camera' ? input.check : undefined,
			rule: kind === 'violation' || kind === 'camera' ? input.rule : undefined,
			channel: kind === 'feedback' ? input.channel : undefined,
			block: kind === 'block' && block ? storedBlock(block) : undefined,
			refersTo: input.refersTo,
			replaces: input.replaces,
			draft: input.draft,
			app: input.app
		})
	);
}
