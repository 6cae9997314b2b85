/** Stands between a server and its CouchDB: can be shut as if CouchDB were away, and knows what is open. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import type { TestServer } from './harness.ts';

/** A CouchDB that can go away. */
export interface Gate {
	/** Address with the administrator's name and password */
	readonly couchdbUrl: string;
	/** Whether requests get through; they do from the beginning */
	open: boolean;
	/** Number of feeds that wait */
	readonly waiting: number;
	close(): Promise<void>;
}

function adminUrl({ ctx }: TestServer): URL {
	return new URL((ctx.couch.nano.config as unknown as { url: string }).url);
}

/** Puts a gate in front of the CouchDB of another server. */
export async function startGate(backing: TestServer): Promise<Gate> {
	const agent = new Agent({ connections: null });
	const { origin, username, password } = adminUrl(backing);
	let open = true;
	let waiting = 0;
	const server = createServer((incoming, answer) => {
		if (!open) return answer.destroy();
		const { url = '', method, headers } = incoming;
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
			.then(({ statusCode, headers: given, body }) => {
				const { 'content-type': type, 'set-cookie': cookie } = given;
				answer.writeHead(statusCode, {
					'content-type': String(type),
					...(cookie ? { 'set-cookie': cookie } : {})
				});
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
