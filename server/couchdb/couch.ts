import nano from 'nano';
import type { Dispatcher } from 'undici';
import type { DatabaseName } from './names.ts';
import { wholeAnswers } from './wholeAnswers.ts';

/** One address of a CouchDB. */
interface Node {
	/** Address without name and password, and without a slash at the end */
	readonly origin: string;
	readonly nano: nano.ServerScope;
}

/**
 * A CouchDB and the databases of ours in it, with the rights of the administrator named in its address. Of a cluster all requests go to one
 * node, until that cannot be reached: what has just been written, or a database that has just been made, is known there first.
 */
export class Couch {
	readonly prefix: string;
	readonly #nodes: readonly Node[];
	#current = 0;

	/**
	 * @param urls with name and password of an administrator: `http://name:password@host:port`; several with commas between them
	 * @param dispatcher which makes the requests
	 */
	constructor(urls: string, prefix: string, dispatcher: Dispatcher = wholeAnswers()) {
		this.prefix = prefix;
		this.#nodes = urls.split(',').map((url) => this.#nodeAt(url, dispatcher));
	}

	/** Number of addresses */
	get nodes(): number {
		return this.#nodes.length;
	}

	/** Address to ask at the moment, without name and password, and without a slash at the end */
	get origin(): string {
		return this.#node.origin;
	}

	/** To be asked for anew before each request: the address may change. */
	get nano(): nano.ServerScope {
		return this.#node.nano;
	}

	/** Goes on with the next address, unless somebody has noticed already that this one cannot be reached. */
	lost(origin: string): void {
		if (this.origin === origin) this.#current = (this.#current + 1) % this.#nodes.length;
	}

	/**
	 * Does something that does no more when it is done twice, and where the node that was asked has gone, does it once more with another.
	 */
	async again<T>(work: () => Promise<T>): Promise<T> {
		for (let untried = this.nodes; ; untried -= 1) {
			try {
				return await work();
			} catch (error) {
				if (untried <= 1 || !isAway(error)) throw error;
			}
		}
	}

	/** The name that a database of ours has in CouchDB. */
	nameOf(name: DatabaseName): string {
		return this.prefix + name;
	}

	/** A database of ours, with documents of type `T`. */
	db<T>(name: DatabaseName): nano.DocumentScope<T> {
		return this.nano.use<T>(this.nameOf(name));
	}

	get #node(): Node {
		const node = this.#nodes[this.#current];
		if (!node) throw new Error('no address of a CouchDB');
		return node;
	}

	#nodeAt(url: string, dispatcher: Dispatcher): Node {
		const { origin: host, pathname } = new URL(url);
		const origin = host + pathname.replace(/\/+$/, '');
		const options: NodeOptions = {
			url,
			// nano would take a path in the address for the name of a database
			parseUrl: false,
			agentOptions: dispatcher,
			log: ({ err }) => err === 'socket' && this.lost(origin)
		};
		return { origin, nano: nano(options as unknown as nano.Configuration) };
	}
}

/** As nano takes them; its types say otherwise of `log` and `agentOptions`, and do not know `parseUrl`. */
interface NodeOptions {
	readonly url: string;
	readonly parseUrl: boolean;
	readonly agentOptions: Dispatcher;
	/** Is told of each request and of its answer; `socket` where there was none */
	readonly log: (event: { err?: string | null }) => void;
}

function statusOf(error: unknown): number | undefined {
	return (error as { statusCode?: number } | undefined)?.statusCode;
}

/** True for an error that CouchDB answered with. */
export function isCouchs(error: unknown): boolean {
	return (error as { scope?: string } | undefined)?.scope === 'couch';
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

/** True where CouchDB did not answer, or answered that it is not up to it: during start, with too few nodes, with a full disk, for a fault of its own. */
export function isAway(error: unknown): boolean {
	const status = statusOf(error);
	// 503 is also what we say ourselves
	if (status !== undefined) return status === 503 || (status >= 500 && isCouchs(error));
	return error instanceof Error && error.message.startsWith(NO_ANSWER);
}
