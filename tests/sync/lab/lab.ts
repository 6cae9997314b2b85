/**
 * Stands between the browser under test and real servers. It holds the cookies of the devices, since a test page is of another origin than the
 * server, and it can spoil the connection. Addresses: `POST /lab/…` are orders, `/device/<id>/…` goes on to the device's server.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestServer, type TestDevice, type TestServer } from '../../server/harness.ts';
import { pass, spoil, type Fault } from './passing.ts';
import { factsOn, loseAllAndRestore, takeBackup } from './restore.ts';

interface Patient {
	readonly server: TestServer;
	readonly device: TestDevice;
	fault: Fault | undefined;
}

/** An order to the lab, as JSON. */
export type Order =
	| { readonly do: 'server' }
	| { readonly do: 'device'; readonly server: number }
	| { readonly do: 'fault'; readonly device: number; readonly fault?: Fault }
	| { readonly do: 'restart'; readonly server: number; readonly pause?: number }
	| { readonly do: 'backup'; readonly server: number }
	| { readonly do: 'restore'; readonly server: number }
	| { readonly do: 'facts'; readonly server: number }
	| { readonly do: 'stop'; readonly server: number };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	for await (const piece of request) pieces.push(new Uint8Array(piece as Buffer));
	return Buffer.concat(pieces);
}

const CROSS_ORIGIN = {
	'access-control-allow-origin': '*',
	'access-control-allow-headers': '*',
	'access-control-allow-methods': '*',
	'access-control-expose-headers': '*',
	'access-control-max-age': '600'
};

class Lab {
	readonly #servers = new Map<number, TestServer>();
	#started = 0;
	readonly #patients: Patient[] = [];
	/** Folders, by server */
	readonly #backups = new Map<number, string>();

	async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		for (const [name, value] of Object.entries(CROSS_ORIGIN)) response.setHeader(name, value);
		if (request.method === 'OPTIONS') return void response.writeHead(204).end();
		const body = await bodyOf(request);
		const [, id, path = ''] = /^\/device\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? [];
		if (id === undefined) {
			const answer = await this.#obey(JSON.parse(body.toString()) as Order);
			return void response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(answer ?? null));
		}
		const patient = this.#patients[Number(id)];
		if (!patient) return void response.writeHead(404).end();
		const { server, device, fault } = patient;
		const onward = { url: server.url + path, cookie: device.cookie, method: request.method ?? 'GET', body };
		if (fault && path.includes(fault.path ?? '/')) {
			if (fault.times !== undefined) {
				const times = fault.times - 1;
				patient.fault = times > 0 ? { ...fault, times } : undefined;
			}
			return spoil(fault, onward, response);
		}
		return pass(onward, response);
	}

	async stop(): Promise<void> {
		for (const server of this.#servers.values()) await server.stop();
	}

	async #obey(order: Order): Promise<unknown> {
		if (order.do === 'server') {
			this.#started += 1;
			const id = this.#started;
			this.#servers.set(id, await startTestServer());
			return id;
		}
		if (order.do === 'fault') {
			const patient = this.#patients[order.device];
			if (patient) patient.fault = order.fault;
			return undefined;
		}
		const server = this.#servers.get(order.server);
		if (!server) throw new Error(`no server ${order.server}`);
		if (order.do === 'device') {
			const device = await server.device();
			return { id: this.#patients.push({ server, device, fault: undefined }) - 1, identity: device.identity };
		}
		if (order.do === 'restart') {
			return server.restart(() => new Promise((resolve) => setTimeout(resolve, order.pause ?? 0)));
		}
		if (order.do === 'backup') return void this.#backups.set(order.server, await takeBackup(server));
		if (order.do === 'restore') return loseAllAndRestore(server, this.#backups.get(order.server) ?? '');
		if (order.do === 'facts') return factsOn(server);
		await server.stop();
		this.#servers.delete(order.server);
		return undefined;
	}
}

/** Starts a lab on a free port of loopback. */
export async function startLab(): Promise<{ url: string; stop(): Promise<void> }> {
	const lab = new Lab();
	const http = createServer((request, response) => {
		lab.handle(request, response).catch((error: unknown) => {
			console.error(error);
			response.destroy();
		});
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const { port } = http.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
			await lab.stop();
		}
	};
}
