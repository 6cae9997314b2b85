import { Agent, type Dispatcher } from 'undici';

/** How long CouchDB may be silent before a request counts as lost, ms. Bringing an index up to date is the slowest that it is asked for. */
const PATIENCE = 60_000;

const isJson = (type: string | string[] | undefined): boolean =>
	[type].flat()[0]?.startsWith('application/json') ?? false;

/**
 * Holds an answer back until it is there in full and is JSON; anything else is made an error, as if there had been no answer. nano would give an
 * empty text for an answer that was cut short, which reads as "there is no such document", and a page of some proxy for a document.
 */
class Whole implements Dispatcher.DispatchHandler {
	readonly #to: Dispatcher.DispatchHandler;
	readonly #pieces: Uint8Array[] = [];
	#head: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>> | undefined;

	constructor(to: Dispatcher.DispatchHandler) {
		this.#to = to;
	}

	onRequestStart(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestStart']>>): void {
		this.#to.onRequestStart?.(...given);
	}

	onResponseStart(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>): void {
		const [controller, , { 'content-type': type }] = given;
		this.#head = given;
		if (!isJson(type)) controller.abort(new Error('CouchDB answered with something else than JSON'));
	}

	onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
		this.#pieces.push(new Uint8Array(piece));
	}

	onResponseEnd(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
		const [controller] = given;
		const body = Buffer.concat(this.#pieces);
		try {
			JSON.parse(body.toString());
		} catch {
			return this.onResponseError(controller, new Error('CouchDB answered with half of an answer'));
		}
		if (this.#head) this.#to.onResponseStart?.(...this.#head);
		this.#to.onResponseData?.(controller, body);
		this.#to.onResponseEnd?.(...given);
	}

	onResponseError(...given: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseError']>>): void {
		this.#to.onResponseError?.(...given);
	}
}

/** Gives whole answers or none to the requests that are meant; the others are passed on as they come in. */
export function wholeFor(
	meant: (options: Dispatcher.DispatchOptions) => boolean
): Dispatcher.DispatcherComposeInterceptor {
	return (dispatch) => (options, handler) => dispatch(options, meant(options) ? new Whole(handler) : handler);
}

/**
 * What the server's own requests to CouchDB go through: waits for a bounded time, and gives whole answers or none.
 * @param patience other than the usual one, ms
 */
export function wholeAnswers(patience = PATIENCE): Dispatcher {
	const timeouts = { headersTimeout: patience, bodyTimeout: patience };
	return new Agent({ connections: null, ...timeouts }).compose(wholeFor(() => true));
}
