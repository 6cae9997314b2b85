/** Why a file could not be read at all. */
export type UnreadableCode =
	'missing' | 'empty' | 'too-large' | 'too-many-rows' | 'too-many-rejected' | 'utf16' | 'binary' | 'header';

/** A file that could not be read at all (DESIGN § 8: exit code 1). The message is a German sentence. */
export class UnreadableFile extends Error {
	readonly code: UnreadableCode;

	constructor(code: UnreadableCode, message: string) {
		super(message);
		this.name = 'UnreadableFile';
		this.code = code;
	}
}
