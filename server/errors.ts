/**
 * Every error that the server answers with: code, status, and a sentence for logs and developers. The app has its own words for
 * people. `docs/errors.md` says more of each; a test holds the two together.
 */
export const errorCodes = {
	'bad-request': { status: 400, message: 'The request is not of the form that is asked for.' },
	'foreign-origin': { status: 403, message: 'The request came from a page of another origin.' },
	'not-found': { status: 404, message: 'There is nothing here.' },
	'too-large': { status: 413, message: 'The request is larger than is let through.' },
	'unsupported-type': { status: 415, message: 'The content type is not taken here.' },
	internal: { status: 500, message: 'The server failed.' },
	'database-away': { status: 503, message: 'The database does not answer at the moment.' },
	'data-in-use': { status: 503, message: 'Another server runs on this data folder.' },
	'no-session': { status: 401, message: 'There is no session, or it has ended.' },
	'account-ended': { status: 403, message: 'This device was retired or reported lost.' },
	'wrong-key': { status: 401, message: 'The key is missing or does not hold.' },
	'not-allowed': { status: 403, message: 'This account may not do that.' },
	'not-let-through': { status: 404, message: 'The gateway does not let this through to the database.' },
	'bad-batch': { status: 400, message: 'A document of the batch is none that a device may send.' },
	'wrong-credentials': { status: 401, message: 'User name or password is wrong.' },
	'password-change-needed': { status: 403, message: 'The password is temporary: choose one of your own.' },
	'too-many-tries': { status: 429, message: 'Too many wrong tries; wait.' },
	'too-many-requests': { status: 429, message: 'One session or address asks for too much at once; wait.' },
	'pairing-code-invalid': { status: 404, message: 'The pairing code is wrong, used or expired.' },
	'setup-code-invalid': { status: 403, message: 'The setup code is wrong.' },
	'already-set-up': { status: 409, message: 'There is an administrator already.' },
	'username-taken': { status: 409, message: 'Another account has this user name.' },
	'unknown-account': { status: 404, message: 'There is no such account.' },
	'unknown-staff': { status: 404, message: 'There is no such staff member, or they have no PIN.' },
	'wrong-pin': { status: 403, message: 'The PIN is wrong.' },
	'pin-change-needed': {
		status: 403,
		message: 'The PIN was given by somebody else: choose one of your own.'
	},
	locked: { status: 423, message: 'This person is locked on this device for a while.' },
	'unreadable-file': { status: 422, message: 'A file of the import could not be read at all.' },
	'preview-gone': { status: 404, message: 'The preview is too old, or was of other files.' },
	'rescue-unreadable': { status: 422, message: 'The file is no rescue file of this server.' },
	'too-many-gone': { status: 409, message: 'Most contacts would be marked gone, and nobody has allowed it.' },
	'directory-changed': { status: 409, message: 'Others kept changing the same documents of the directory.' },
	'list-changed': { status: 409, message: 'Somebody else has changed this list since it was read.' },
	'last-admin': { status: 409, message: 'Nobody would be left who may administer.' },
	'picture-type': { status: 415, message: 'The picture is neither a JPEG nor a WebP.' },
	'picture-exif': { status: 415, message: 'The picture still says where and with what it was taken.' },
	'picture-mismatch': { status: 422, message: 'The parts do not make the picture that its id names.' },
	'picture-gone': { status: 410, message: 'The picture was removed when its time was up.' },
	'not-empty': { status: 409, message: 'The database is not empty.' }
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** An answer that is no success. Throw it anywhere below a route; the error handler makes JSON of it. */
export class ServerError extends Error {
	readonly code: ErrorCode;
	readonly statusCode: number;
	/** Further fields of the answer */
	readonly details: Readonly<Record<string, unknown>>;

	constructor(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}) {
		super(errorCodes[code].message);
		this.name = 'ServerError';
		this.code = code;
		this.statusCode = errorCodes[code].status;
		this.details = details;
	}

	/** The body of the answer. */
	toJSON(): Record<string, unknown> {
		return { code: this.code, message: this.message, ...this.details };
	}
}
