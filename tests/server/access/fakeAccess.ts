/** An access control's webhook on a real socket: checks signatures, counts a key once, has bad days. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AccessPayload } from '../../../server/access/webhook.ts';

/** An answer other than 200. */
export interface OtherAnswer {
	readonly status: number;
	readonly body?: object;
	readonly headers?: Record<string, string>;
	/** Does what was asked, and never answers */
	readonly silent?: true;
}

const SECRET = 'geheimnis-der-tueren';

/** Starts it. */
export async function startFakeAccess() {
	const calls: AccessPayload[] = [];
	const asked: string[] = [];
	const seen = new Set<string>();
	const badDays: OtherAnswer[] = [];
	const poisoned = new Map<string, OtherAnswer>();
	const locked = new Set<string>();

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await text(request);
		const { headers } = request;
		const stamp = String(headers['x-dienstbuch-timestamp']);
		const right = `sha256=${createHmac('sha256', SECRET).update(`${stamp}.${body}`).digest('hex')}`;
		if (headers['x-dienstbuch-signature'] !== right) return void response.writeHead(401).end();
		const payload = JSON.parse(body) as AccessPayload;
		if (headers['idempotency-key'] !== payload.id) return void response.writeHead(400).end();
		const bad = badDays.shift() ?? poisoned.get(payload.contact.id);
		asked.push(`${payload.action} ${payload.contact.id}`);
		if (!bad || bad.silent) {
			calls.push(payload);
			if (!seen.has(payload.id)) {
				if (payload.action === 'block') locked.add(payload.contact.id);
				else locked.delete(payload.contact.id);
			}
			seen.add(payload.id);
		}
		if (bad?.silent) return;
		response.writeHead(bad?.status ?? 200, { 'content-type': 'application/json', ...bad?.headers });
		response.end(JSON.stringify(bad?.body ?? { status: 'ok' }));
	}

	const server = createServer(
		(request, response) => void handle(request, response).catch(() => response.destroy())
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		connector: { url: `http://127.0.0.1:${port}/sperren`, secret: SECRET, since: 0, by: 'test' },
		/** What got through, in order, repetitions included */
		calls,
		/** Answers to the next calls, one each */
		badDays,
		/** Everything that was asked, whatever came of it: action and contact */
		asked,
		/** Customers whom it never gets right, and what it says instead */
		poisoned,
		/** Who does not get in */
		locked,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
