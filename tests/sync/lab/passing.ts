import type { ServerResponse } from 'node:http';

/** What happens to requests instead of, or on, their way. */
export interface Fault {
	/**
	 * `drop`: never arrives · `swallow`: arrives, its answer does not · `cut`: half of the answer arrives · `portal`: a WLAN's page
	 * answers · a number: that status is the answer
	 */
	readonly kind: 'drop' | 'swallow' | 'cut' | 'portal' | number;
	/** Those whose path contains it; all where absent */
	readonly path?: string;
	/** How often; until another order where absent */
	readonly times?: number;
}

/** A request on its way to the server. */
export interface Onward {
	readonly url: string;
	readonly cookie: string;
	readonly method: string;
	readonly body: Buffer;
}

const PASSED_BACK = ['content-type', 'x-dienstbuch', 'retry-after'];

async function send({ url, cookie, method, body }: Onward, signal?: AbortSignal): Promise<Response> {
	const headers: Record<string, string> = { cookie };
	const content = body.length > 0 ? new Uint8Array(body) : undefined;
	if (content) headers['content-type'] = 'application/json';
	return fetch(url, { method, headers, body: content, signal });
}

function begin(answer: Response, response: ServerResponse): void {
	for (const name of PASSED_BACK) {
		const value = answer.headers.get(name);
		if (value !== null) response.setHeader(name, value);
	}
	response.writeHead(answer.status);
}

/** Passes a request on, and its answer back piece by piece; either end going away ends the other. */
export async function pass(onward: Onward, response: ServerResponse): Promise<void> {
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	try {
		const answer = await send(onward, gone.signal);
		begin(answer, response);
		response.flushHeaders();
		for await (const piece of answer.body ?? []) response.write(piece);
		response.end();
	} catch {
		// The server is away, or the browser went: either way the connection breaks, as it would without a lab in between.
		response.destroy();
	}
}

/** Lets a request come to grief. */
export async function spoil({ kind }: Fault, onward: Onward, response: ServerResponse): Promise<void> {
	if (kind === 'drop') return void response.destroy();
	if (kind === 'portal') {
		return void response
			.writeHead(200, { 'content-type': 'text/html' })
			.end('<html>Bitte melden Sie sich an</html>');
	}
	if (typeof kind === 'number') {
		const headers = { 'content-type': 'application/json', 'x-dienstbuch': '0.1.0' };
		return void response.writeHead(kind, headers).end('{"code":"spoilt"}');
	}
	if (onward.url.includes('longpoll')) return void response.destroy();
	const answer = await send(onward);
	const bytes = Buffer.from(await answer.arrayBuffer());
	if (kind === 'swallow') return void response.destroy();
	begin(answer, response);
	response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
