/** Calls to addresses that an administrator has set: the board, the access control. */

/** What is asked. */
export interface OutboundRequest {
	readonly url: string;
	readonly method: 'GET' | 'POST';
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	/** How long all of it may take, ms */
	readonly timeout: number;
	/** Bytes of the answer that are read; more is cut off */
	readonly limit: number;
	readonly signal: AbortSignal;
}

/** What came of it. `none`: no answer that could be used; whether the other side has done it is not known. */
export type OutboundAnswer =
	| { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
	| { readonly kind: 'none'; readonly reason: 'timeout' | 'unreachable' };

async function readUpTo(limit: number, body: ReadableStream<Uint8Array> | null): Promise<string> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	if (body === null) return '';
	for await (const piece of body) {
		pieces.push(piece.subarray(0, limit - size));
		size += piece.length;
		// leaving the loop ends the connection
		if (size >= limit) break;
	}
	return Buffer.concat(pieces).toString('utf8');
}

/**
 * Sends a request. Redirects are not followed: what carries a key or a signature goes where the administrator said and nowhere else. Addresses
 * within the network of the house are allowed, since that is where an access control stands.
 * @throws the reason of `signal` where that was aborted
 */
export async function ask({
	url,
	method,
	headers,
	body,
	timeout,
	limit,
	signal
}: OutboundRequest): Promise<OutboundAnswer> {
	const late = AbortSignal.timeout(timeout);
	try {
		const response = await fetch(url, {
			method,
			headers,
			body,
			redirect: 'manual',
			signal: AbortSignal.any([signal, late])
		});
		const text = await readUpTo(limit, response.body);
		return { kind: 'answer', status: response.status, headers: response.headers, text };
	} catch (error) {
		if (signal.aborted) throw error;
		return { kind: 'none', reason: late.aborted ? 'timeout' : 'unreachable' };
	}
}

/** The text as JSON object; an empty one where it is none. */
export function jsonIn(text: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

/**
 * The wait that `Retry-After` asks for, ms; undefined where it says none (RFC 9110 § 10.2.3).
 * @param most of it that is heeded, ms: a wrong clock over there, or a proxy's page, may ask for years
 */
export function retryAfter(headers: Headers, now: number, most: number): number | undefined {
	const value = headers.get('retry-after');
	if (value === null) return undefined;
	const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), most);
}
