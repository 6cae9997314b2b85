import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import { serverFact } from '../facts/serverFact.ts';
import type { AccessDelivery } from './knownBlocks.ts';

/** "angefordert", and once it is known "bestätigt" or "abgelehnt", on every block that the call is about. */
export function factsOf({ payload, about, requestedAt, outcome }: AccessDelivery): Fact[] {
	return about.flatMap(({ message, site, after }) => {
		const { action, id } = payload;
		const answers = `${id} ${message}`;
		const requested = serverFact(
			{
				type: 'accessReported',
				site,
				about: message,
				action,
				outcome: 'requested',
				after: after && [...after]
			},
			{ at: requestedAt, answers: `${answers} requested` }
		);
		if (!outcome) return [requested];
		const { at, kind, reason } = outcome;
		const answered = serverFact(
			{ type: 'accessReported', site, about: message, action, outcome: kind, reason, after: [requested._id] },
			{ at, answers: `${answers} ${kind}` }
		);
		return [requested, answered];
	});
}
