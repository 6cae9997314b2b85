/** Why a row was rejected; the interface translates by it. */
export type RejectionCode =
	| 'columns'
	| 'damaged'
	| 'date'
	| 'date-form'
	| 'duplicate'
	| 'invalid'
	| 'kind'
	| 'line-break'
	| 'long'
	| 'no-id'
	| 'pin'
	| 'quote'
	| 'role'
	| 'row-size'
	| 'site'
	| 'state';

/** A row that was not taken. */
export interface Rejection {
	/** Where the row begins, counted from 1 as an editor counts the file's lines */
	line: number;
	code: RejectionCode;
	/** A German sentence */
	reason: string;
}

/** Thrown while a row is read: the row is rejected, the rest of the file is not. */
export class RowProblem extends Error {
	readonly code: RejectionCode;

	constructor(code: RejectionCode, reason: string) {
		super(reason);
		this.name = 'RowProblem';
		this.code = code;
	}
}

/** A value of the file as a reason may quote it: one line, 40 characters at most. */
export function quoted(value: string): string {
	const signs = Array.from(value.slice(0, 200).replace(/\s+/g, ' '));
	return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : signs.join('');
}
