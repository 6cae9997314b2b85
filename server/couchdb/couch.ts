import nano from 'nano';
import type { DatabaseName } from './names.ts';

/** A CouchDB and the databases of ours in it, with the rights of the administrator named in its address. */
export class Couch {
	readonly nano: nano.ServerScope;
	/** Address without name and password, and without a slash at the end */
	readonly origin: string;
	readonly prefix: string;

	/** @param url with name and password of an administrator: `http://name:password@host:port` */
	constructor(url: string, prefix: string) {
		const { origin, pathname } = new URL(url);
		this.origin = origin + pathname.replace(/\/+$/, '');
		this.prefix = prefix;
		// nano would take a path in the address for the name of a database
		const options: nano.Configuration & { parseUrl: boolean } = { url, parseUrl: false };
		this.nano = nano(options);
	}

	/** The name that a database of ours has in CouchDB. */
	nameOf(name: DatabaseName): string {
		return this.prefix + name;
	}

	/** A database of ours, with documents of type `T`. */
	db<T>(name: DatabaseName): nano.DocumentScope<T> {
		return this.nano.use<T>(this.nameOf(name));
	}
}

function statusOf(error: unknown): number | undefined {
	return (error as { statusCode?: number } | undefined)?.statusCode;
}

/** True where the document or database does not exist. */
export function isNotFound(error: unknown): boolean {
	return statusOf(error) === 404;
}

/** True where somebody else wrote the document in between. */
export function isConflict(error: unknown): boolean {
	return statusOf(error) === 409;
}

/** What nano says of a request that got no answer at all; it keeps neither code nor cause. */
const NO_ANSWER = 'error happened in your connection';

/** True where CouchDB did not answer, or answered that it is not up to it (during start, or with too few nodes). */
export function isAway(error: unknown): boolean {
	const status = statusOf(error);
	if (status !== undefined) return status === 502 || status === 503 || status === 504;
	return error instanceof Error && error.message.startsWith(NO_ANSWER);
}
