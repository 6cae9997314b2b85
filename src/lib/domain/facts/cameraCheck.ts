import * as v from 'valibot';
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

/** Kamerakontrolle-Eingabe: the check was filed. Anyone on duty may (DESIGN § 7.6). */
export const checkFiledSchema = speakingOf('checkFiled', {
	/** `none`: ohne Vorkommnisse · `mistake`: irrtümlich gestartet */
	outcome: v.picklist(['incidents', 'none', 'mistake']),
	summary: text
});
export type CheckFiledFact = Stored<v.InferOutput<typeof checkFiledSchema>>;

export const checkStarted: FactKind<CheckStartedFact> = {
	type: 'checkStarted',
	versions: { 1: checkStartedSchema },
	subject: 'check'
};

export const checkFiled: FactKind<CheckFiledFact> = {
	type: 'checkFiled',
	versions: { 1: checkFiledSchema },
	subject: 'check',
	matter: 'filing'
};
