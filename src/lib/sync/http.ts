import type { Environment } from './environment.ts';
import type { Trouble } from './status.ts';

/** How long a connection may be silent before it counts as dead, ms. Live feeds beat every {@link HEARTBEAT} (rule H1). */
export const INACTIVITY = 45_000;
/** How often the server says something on a live feed that has nothing to tell, ms. */
export const HEARTBEAT = 15_000;
/** Every answer of the server carries it, its version being the value (rule H2). */
export const OWN_HEADER = 'x-dienstbuch';

/** Why a request came to nothing. */
export class RequestFailed extends Error {
	override readonly name = 'RequestFailed';

	constructor(
		readonly trouble: Trouble,
		/** HTTP status, where there was an answer of the server's own */
		readonly status?: number,
		/** How long the server asked to wait, ms */
		readonly retryAfter?: number
	) {
		super([trouble, status].join(' '));
	}
}

/** Reads a body to its end; `beat` is called at each piece. */
async function readBody(response: Response, beat: () => void): Promise<Uint8Array<ArrayBuffer>> {
	const reader = response.body?.getReader();
	const pieces: Uint8Array[] = [];
	let size = 0;
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		beat();
		pieces.push(part.value);
		size += part.value.length;
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

function isOurs(response: Response): boolean {
	if (!response.headers.has(OWN_HEADER)) return false;
	return response.status === 204 || /json/.test(response.headers.get('content-type') ?? '');
}

/**
 * Like `fetch`, but dead connections time out by inactivity (rule H1), and an answer that is not the server's own is no answer (rule H2).
 * The body has arrived in full when it resolves.
 * @throws RequestFailed with `unreachable` or `captive-portal`; any status of the server's own is returned
 */
export async function request(
	environment: Environment,
	address: string,
	init: RequestInit
): Promise<Response> {
	const controller = new AbortController();
	const abort = (): void => controller.abort();
	init.signal?.addEventListener('abort', abort, { once: true });
	if (init.signal?.aborted) abort();
	let rest = environment.later(abort, INACTIVITY);
	const beat = (): void => {
		rest();
		rest = environment.later(abort, INACTIVITY);
	};
	try {
		const response = await environment.fetch(address, {
			...init,
			signal: controller.signal,
			credentials: 'same-origin',
			cache: 'no-store',
			redirect: 'manual'
		});
		beat();
		if (!isOurs(response)) {
			await response.body?.cancel().catch(() => undefined);
			throw new RequestFailed('captive-portal');
		}
		const body = response.status === 204 ? null : await readBody(response, beat);
		const { status, statusText, headers } = response;
		return new Response(body, { status, statusText, headers });
	} catch (error) {
		throw error instanceof RequestFailed ? error : new RequestFailed('unreachable');
	} finally {
		rest();
		init.signal?.removeEventListener('abort', abort);
	}
}

/** Seconds or an HTTP date (RFC 9110 § 10.2.3) as ms from now. */
function retryAfter(response: Response, now: number): number | undefined {
	const text = response.headers.get('retry-after');
	if (text === null) return undefined;
	const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** What an answer that is not 2xx means for those that come after it. */
export function failureOf(response: Response, now: number): RequestFailed {
	const { status } = response;
	if (status === 429) return new RequestFailed('rate-limited', status, retryAfter(response, now));
	if (status >= 500) return new RequestFailed('server-error', status, retryAfter(response, now));
	return new RequestFailed('refused', status);
}
