import { problemsOfMessage, type MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import type { DemoDirectory } from '../../../server/demo/demoDirectory.ts';
import type { DemoIntent } from '../../../server/demo/demoIntents.ts';

function named<T extends { id: string }>(items: readonly T[], id: string, nameOf: (item: T) => string) {
	const found = items.find((item) => item.id === id);
	return found && { id, name: nameOf(found) };
}

function inputOf(intent: DemoIntent, directory: DemoDirectory): MessageInput {
	const { contact, assignee, rule, block } = intent;
	const member = (id: string) => named(directory.staff, id, ({ last }) => last);
	const place = (id: string) => named(directory.sites, id, ({ name }) => name);
	const known =
		contact.kind === 'unknown' ? contact : named(directory.contacts, contact.id, ({ last }) => last);
	const to = assignee && (assignee.kind === 'person' ? member(assignee.id) : place(assignee.id));
	return {
		site: place(intent.site)?.id ?? '',
		kind: intent.kind,
		contact: known && ('kind' in known ? known : { kind: 'contact', ...known }),
		text: intent.text,
		assignee: assignee && to && { kind: assignee.kind, ...to },
		forInformation: intent.forInformation,
		footageAt: intent.footageAt,
		rule: rule === undefined ? undefined : named(directory.houseRules, rule, ({ title }) => title),
		channel: intent.channel,
		block: block && {
			reason: named(directory.blockReasons, block.reason, ({ title }) => title),
			until: block.until
		}
	};
}

/** What the form would say against the intent; unknown ids show as missing fields. */
export function problemsFor(intent: DemoIntent, directory: DemoDirectory): unknown[] {
	const input = inputOf(intent, directory);
	const problems: unknown[] = problemsOfMessage(input, Date.parse(intent.at));
	if (intent.rule !== undefined && !input.rule) problems.push('rule');
	if (intent.assignee && !input.assignee) problems.push('assignee');
	const answers = [intent.done, intent.transferred, intent.lifted, intent.withdrawn];
	for (const by of [intent.staff, ...answers.flatMap((answer) => (answer ? [answer.by] : []))]) {
		if (!directory.staff.some(({ id }) => id === by)) problems.push(`staff ${by}`);
	}
	return problems;
}

/** The texts of an intent that people read. */
export function fieldsOf({ text, contact, lifted, withdrawn }: DemoIntent): string[] {
	return [
		text,
		contact.kind === 'unknown' ? contact.name : '',
		lifted?.reason ?? '',
		withdrawn?.reason ?? ''
	];
}
