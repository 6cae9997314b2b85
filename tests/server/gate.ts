/** Stands between a server and its CouchDB: can be shut as if CouchDB were away, have it answer nonsense, and knows what is open. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import type { TestServer } from './harness.ts';

/**
 * What a CouchDB answers that is not well. `silence`: nothing, ever; `half`: its own answer, in one piece but without its second half; `cut`: the same
 * with the connection lost in the middle.
 */
export type Sickness =
	'silence' | 'half' | 'cut' | { readonly status: number; readonly type: string; readonly body: string };

/** A CouchDB that can go away. */
export interface Gate {
	/** Address with the administrator's name and password */
	readonly couchdbUrl: string;
	/** Whether requests get through; they do from the beginning */
	open: boolean;
	/** How a request is answered that gets through: undefined as CouchDB does, which is so from the beginning */
	sickness: (request: { readonly method: string; readonly url: string }) => Sickness | undefined;
	/** Number of feeds that wait */
	readonly waiting: number;
	close(): Promise<void>;
}

function adminUrl({ ctx }: TestServer): URL {
	return new URL((ctx.couch.nano.config as unknown as { url: string }).url);
}

function answerSick(answer: ServerResponse, sickness: Exclude<Sickness, 'half' | 'cut'>): void {
	// held open until whoever asked goes
	if (sickness === 'silence') return;
	answer.writeHead(sickness.status, { 'content-type': sickness.type }).end(sickness.body);
}

async function answerHalf(answer: ServerResponse, body: Buffer, how: 'half' | 'cut'): Promise<void> {
	const half = new Uint8Array(body.subarray(0, Math.floor(body.length / 2)));
	if (how === 'half') return void answer.end(half);
	await new Promise((resolve) => answer.write(half, resolve));
	answer.destroy();
}

/** Puts a gate in front of the CouchDB of another server. */
export async function startGate(backing: TestServer): Promise<Gate> {
	const agent = new Agent({ connections: null });
	const { origin, username, password } = adminUrl(backing);
	let open = true;
	let sicknessOf: Gate['sickness'] = () => undefined;
	let waiting = 0;
	const server = createServer((incoming, answer) => {
		if (!open) return answer.destroy();
		const { url = '', method = '', headers } = incoming;
		const sickness = sicknessOf({ method, url });
		if (sickness && sickness !== 'half' && sickness !== 'cut') return answerSick(answer, sickness);
		const gone = new AbortController();
		if (url.includes('feed=longpoll')) waiting += 1;
		answer.once('close', () => {
			if (url.includes('feed=longpoll')) waiting -= 1;
			gone.abort();
		});
		agent
			.request({
				origin,
				path: url,
				method: method as 'GET',
				body: incoming,
				signal: gone.signal,
				headers: { ...headers, host: undefined, connection: undefined, 'transfer-encoding': undefined }
			})
			.then(async ({ statusCode, headers: given, body }) => {
				const { 'content-type': type, 'set-cookie': cookie } = given;
				answer.writeHead(statusCode, {
					'content-type': String(type),
					...(cookie ? { 'set-cookie': cookie } : {})
				});
				if (sickness) return await answerHalf(answer, Buffer.from(await body.arrayBuffer()), sickness);
				body.on('error', () => answer.destroy()).pipe(answer);
			})
			.catch(() => answer.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		couchdbUrl: `http://${username}:${password}@127.0.0.1:${port}`,
		get open() {
			return open;
		},
		set open(value) {
			open = value;
		},
		get sickness() {
			return sicknessOf;
		},
		set sickness(value) {
			sicknessOf = value;
		},
		get waiting() {
			return waiting;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await agent.destroy();
		}
	};
}
