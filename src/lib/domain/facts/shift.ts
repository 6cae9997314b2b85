import * as v from 'valibot';
import { beginning, speakingOf, type FactKind, type Stored } from './kind.ts';

/**
 * CheckIn (S5): the author is on duty at `site` from now on.
 * `pin`: the server checked the PIN · `verifier`: the device did · `account`: signed in with a password ·
 * `none`: a first check-in without network, "nicht bestätigt" (DESIGN § 6, rule A2).
 */
export const shiftStartedSchema = beginning('shiftStarted', {
	proof: v.picklist(['pin', 'verifier', 'account', 'none'])
});
export type ShiftStartedFact = Stored<v.InferOutput<typeof shiftStartedSchema>>;

/** CheckOut, or the Tageswechsel that ends a forgotten shift */
export const shiftEndedSchema = speakingOf('shiftEnded', { by: v.picklist(['person', 'dayChange']) });
export type ShiftEndedFact = Stored<v.InferOutput<typeof shiftEndedSchema>>;

/** The person proved afterwards that it was them */
export const shiftConfirmedSchema = speakingOf('shiftConfirmed', {});
export type ShiftConfirmedFact = Stored<v.InferOutput<typeof shiftConfirmedSchema>>;

export const shiftStarted: FactKind<ShiftStartedFact> = {
	type: 'shiftStarted',
	versions: { 1: shiftStartedSchema },
	subjects: ['shift']
};

export const shiftEnded: FactKind<ShiftEndedFact> = {
	type: 'shiftEnded',
	versions: { 1: shiftEndedSchema },
	subjects: ['shift'],
	matter: 'end',
	countsOnce: true
};

export const shiftConfirmed: FactKind<ShiftConfirmedFact> = {
	type: 'shiftConfirmed',
	versions: { 1: shiftConfirmedSchema },
	subjects: ['shift'],
	matter: 'confirmation',
	countsOnce: true,
	refusal: (fact, root) => (fact.author.id === root.author.id ? undefined : 'A4')
};
