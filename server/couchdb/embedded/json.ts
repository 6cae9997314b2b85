import type { IncomingMessage, ServerResponse } from 'node:http';

/** More than any sign-in needs, characters. */
const LIMIT = 10_000;

/** The body as JSON; an empty object where it is none, or too long. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
		text += chunk;
		if (text.length > LIMIT) return {};
	}
	try {
		return (JSON.parse(text) as object | null) ?? {};
	} catch {
		return {};
	}
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(`${JSON.stringify(body)}\n`);
}
