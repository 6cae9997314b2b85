import { pino, type DestinationStream, type Logger } from 'pino';

/** Longest message of an error that is logged, in signs. */
const LONGEST = 300;
/** How many causes of an error are followed. */
const DEEPEST = 3;

/**
 * What is between quotation marks in the message of an error, and long numbers: parsers and schemas quote there what they were
 * given, the database ids, the system paths.
 */
const QUOTED = /"[^"]*"?|`[^`]*`?|„[^“”"]*[“”"]?|(?<![\p{L}\d])'[^']*'?|\d{5,}/gu;

function messageOf(message: string): string {
	// a quotation mark that is never closed takes the rest of the line with it
	return message.replaceAll(QUOTED, '…').slice(0, LONGEST);
}

/** Where an error came from, without its message, which the stack begins with. */
function placeOf(stack: string | undefined): string[] | undefined {
	return stack
		?.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.map((line) => line.trim());
}

/** What is logged of an error: nothing that it carries of the request, the document or the address that it is about. */
function errorLine(error: unknown, depth = 0): unknown {
	if (!(error instanceof Error)) return typeof error;
	const { name, message, stack, cause, code, statusCode, syscall } = error as NodeJS.ErrnoException & {
		statusCode?: number;
	};
	return {
		type: name,
		message: messageOf(message),
		code,
		statusCode,
		syscall,
		stack: placeOf(stack),
		cause: cause === undefined || depth >= DEEPEST ? undefined : errorLine(cause, depth + 1)
	};
}

/** What is said of a failure that is expected, in one line. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? messageOf(error.message) : typeof error;
}

/**
 * The server's log: JSON, a line each, without personal data. Whatever is logged as `err` is cut down to what says where the fault is;
 * requests are not logged, since addresses are personal data, and may name people.
 */
export function newLog(level: string, destination: DestinationStream): Logger {
	const serializers = { err: (error: unknown) => errorLine(error), req: () => undefined };
	return pino({ level, serializers }, destination);
}
