import * as v from 'valibot';
import { short } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/**
 * What the access control said to a block, to its lifting, or to its end by itself. The server alone writes it (rule A5). A request names in
 * `after`, besides what was said before, the fact that says whom it is about: the message, or who identified the person later.
 */
export const accessReportedSchema = speakingOf('accessReported', {
	/** What was asked of it: to lock out, to let in again since somebody lifted, or since the time was up */
	action: v.picklist(['block', 'lift', 'end']),
	/** angefordert · bestätigt · abgelehnt */
	outcome: v.picklist(['requested', 'confirmed', 'refused']),
	/** Its own words where it refused */
	reason: v.optional(short)
});
export type AccessReportedFact = Stored<v.InferOutput<typeof accessReportedSchema>>;

export const accessReported: FactKind<AccessReportedFact> = {
	type: 'accessReported',
	versions: { 1: accessReportedSchema },
	subjects: ['message'],
	matter: 'access',
	refusal: (fact) => (fact.author.role === 'server' ? undefined : 'A5')
};
