import * as v from 'valibot';
import { MAX_PERSONS } from '../limits.ts';
import { assignee, instant, someText, text } from './fields.ts';
import { beginning, speakingOf, type FactKind, type Stored } from './kind.ts';

/** A Kamerakontrolle was begun: who looks at which footage, of which studio (`site`), when and why (S11b, § 11). */
export const checkStartedSchema = beginning('checkStarted', {
	mode: v.picklist(['live', 'recording']),
	/** The period of the footage; absent in a live check */
	from: v.optional(instant),
	until: v.optional(instant),
	/** Who sees to what is found; stands on each incident */
	assignee,
	reason: v.optional(someText)
});
export type CheckStartedFact = Stored<v.InferOutput<typeof checkStartedSchema>>;

const filing = {
	/** `none`: ohne Vorkommnisse · `mistake`: irrtümlich gestartet */
	outcome: v.picklist(['incidents', 'none', 'mistake']),
	summary: text
};
/** Kamerakontrolle-Eingabe: the check was filed. Anyone on duty may (DESIGN § 7.6). */
export const checkFiledSchema = speakingOf('checkFiled', filing);
/** {@link checkFiledSchema} with what was counted and what is left to do. */
export const checkFiledSchema2 = speakingOf(
	'checkFiled',
	{
		...filing,
		/** How many persons were seen in the footage; absent where nobody counted */
		persons: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_PERSONS))),
		/** Who sees to what was found; absent where there is nothing to do */
		task: v.optional(assignee)
	},
	2
);
export type CheckFiledFact = Stored<v.InferOutput<typeof checkFiledSchema2>>;

export const checkStarted: FactKind<CheckStartedFact> = {
	type: 'checkStarted',
	versions: { 1: checkStartedSchema },
	subjects: ['check']
};

export const checkFiled: FactKind<CheckFiledFact> = {
	type: 'checkFiled',
	versions: { 1: checkFiledSchema, 2: checkFiledSchema2 },
	subjects: ['check'],
	matter: 'filing',
	// Who saw something knows more than who did not, or who says that nobody looked.
	prevails: ({ outcome }) => outcome === 'incidents'
};
