/** What is wrong with a field of an input. `missing` is a required field that is empty; `no-reason` one in which a reason has to stand. */
export type InputProblem =
	| 'missing'
	| 'no-reason'
	| 'too-long'
	| 'not-well-formed'
	| 'in-the-future'
	| 'end-before-start'
	| 'in-the-past'
	| 'out-of-range';

/** A field that has to be mended before the command can be carried out, in the order of the form. */
export interface FieldProblem {
	readonly field: string;
	readonly problem: InputProblem;
}

/** What a command gives: what it made, or every field that is wrong. */
export type Result<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: FieldProblem[] };

/** A command that was carried out. */
export function made<T>(value: T): Result<T> {
	return { ok: true, value };
}

/** A command that was not, since fields are wrong. */
export function refused(problems: FieldProblem[]): Result<never> {
	return { ok: false, problems };
}
