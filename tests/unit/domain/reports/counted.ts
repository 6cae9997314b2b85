import fc from 'fast-check';
import type { MessageInput } from '../../../../src/lib/domain/commands/logMessage.ts';
import { withdrawMessage } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import { MESSAGE_KINDS } from '../../../../src/lib/domain/facts/message.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import type { Period } from '../../../../src/lib/domain/reports/period.ts';
import type { Scope } from '../../../../src/lib/domain/reports/messages.ts';
import { messageView, type MessageView } from '../../../../src/lib/domain/views/message.ts';
import { messageFact, REASON, RULE, valueOf } from '../messages.ts';
import { ANNA, subjectFrom, writerOf } from '../writer.ts';

/** What the kinds of message need besides what all have. */
const NEEDED: Partial<MessageInput> = { rule: RULE, channel: 'phone', block: { reason: REASON } };

/** A message written at an instant (ISO 8601), as the screens see it. */
export function written(at: string, changes: Partial<MessageInput> = {}): MessageView {
	const needed = changes.kind === 'camera' ? {} : NEEDED;
	return seen(messageFact({ ...needed, ...changes }, writerOf(ANNA, Date.parse(at))));
}

/** {@link written}, and withdrawn since. */
export function withdrawnSince(at: string, changes: Partial<MessageInput> = {}): MessageView {
	const { fact } = written(at, changes);
	return seen(
		fact,
		valueOf(withdrawMessage(writerOf(ANNA, Date.parse(at) + 1), subjectFrom(fact), 'Irrtum'))
	);
}

function seen(...facts: Parameters<typeof subjectFrom>): MessageView {
	const view = messageView(foldSubject(facts[0]._id, facts), 0);
	if (!view) throw new Error('no message');
	return view;
}

const ZONES: Record<string, string> = { LNU: 'Europe/Vienna', WEL: 'Europe/Vienna', LIS: 'Europe/Lisbon' };

/** What a report speaks of: three sites, one of them an hour behind. */
export function scopeOf(period: Period, site?: string): Scope {
	return { period, site, timeZoneOf: (of) => ZONES[of] ?? 'Europe/Vienna' };
}

const instant = fc
	.date({ min: new Date('2026-09-28T00:00:00Z'), max: new Date('2026-11-30T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString());

/** Messages of autumn 2026, some of them withdrawn. */
export const anyMessages: fc.Arbitrary<MessageView[]> = fc.array(
	fc
		.record({
			at: instant,
			withdrawn: fc.boolean(),
			kind: fc.constantFrom(...MESSAGE_KINDS),
			site: fc.constantFrom('LNU', 'WEL', 'LIS'),
			contact: fc.constantFrom('1', '2', '3')
		})
		.map(({ at, withdrawn, kind, site, contact }) =>
			(withdrawn ? withdrawnSince : written)(at, {
				kind,
				site,
				contact: { kind: 'contact', id: contact, name: `Kunde ${contact}` },
				rule: kind === 'internal' ? undefined : { id: `9.${contact}`, name: `Regel ${contact}` }
			})
		),
	{ maxLength: 12 }
);

/** October and November 2026, the night of the autumn change of the clocks among them. */
export const AUTUMN: Period = { from: '2026-10-01', until: '2026-11-29' };
