import type { LightMyRequestResponse } from 'fastify';
import type { Role } from '../../../src/lib/domain/directory.ts';
import { changeDirectory } from '../../../server/directory/changeDirectory.ts';
import { SESSION_COOKIE } from '../../../server/session.ts';
import { batch, pushed } from '../facts.ts';
import type { TestServer } from '../harness.ts';

export const PASSWORD = 'ein langes Passwort';
export const LNU = { id: 'LNU', name: 'Linz Urfahr' };

/** A browser that calls the API without a socket, and keeps its cookie as browsers do. */
export class Caller {
	readonly #server: TestServer;
	#cookie: string | undefined;

	constructor(server: TestServer, cookie?: string) {
		this.#server = server;
		this.#cookie = cookie;
	}

	get(path: string): Promise<LightMyRequestResponse> {
		return this.#call('GET', path);
	}

	post(path: string, body: object = {}): Promise<LightMyRequestResponse> {
		return this.#call('POST', path, JSON.stringify(body), 'application/json');
	}

	put(path: string, body: object): Promise<LightMyRequestResponse> {
		return this.#call('PUT', path, JSON.stringify(body), 'application/json');
	}

	/** Sends facts as a device does, past `/api`. */
	async push(...facts: readonly (object & { _id: string })[]): Promise<LightMyRequestResponse> {
		return await this.#server.app.inject({
			method: 'POST',
			url: '/db/messages/_bulk_docs',
			payload: JSON.stringify(batch(...facts.map(pushed))),
			headers: { 'content-type': 'application/json', cookie: this.#cookie }
		});
	}

	/** Sends files as a form does. */
	async upload(
		path: string,
		files: Readonly<Record<string, string | Buffer>>
	): Promise<LightMyRequestResponse> {
		const form = new FormData();
		for (const [name, content] of Object.entries(files)) {
			form.append(name, new Blob([new Uint8Array(Buffer.from(content))]), `${name}.csv`);
		}
		const encoded = new Response(form);
		const type = encoded.headers.get('content-type') ?? '';
		return await this.#call('POST', path, Buffer.from(await encoded.arrayBuffer()), type);
	}

	async #call(method: 'GET' | 'POST' | 'PUT', path: string, payload?: string | Buffer, type?: string) {
		const response = await this.#server.app.inject({
			method,
			url: `/api${path}`,
			payload,
			headers: { ...(type && { 'content-type': type }), ...(this.#cookie && { cookie: this.#cookie }) }
		});
		const set = response.cookies.find(({ name }) => name === SESSION_COOKIE);
		if (set) this.#cookie = set.value === '' ? undefined : `${SESSION_COOKIE}=${set.value}`;
		return response;
	}
}

/** Sets the server up through its API. @returns the first administrator's browser */
export async function setUp(server: TestServer): Promise<Caller> {
	const caller = new Caller(server);
	const response = await caller.post('/setup', {
		code: server.ctx.accounts.setupCode(),
		company: 'MAGICFIT',
		name: 'Anna Berger',
		username: 'anna',
		password: PASSWORD
	});
	if (response.statusCode !== 201) throw new Error(`setup answered ${response.body}`);
	return caller;
}

/** A browser in which somebody of that role is signed in. */
export async function signedIn(server: TestServer, role: Role): Promise<Caller> {
	const { accounts } = server.ctx;
	const staff = { id: `${role} ${crypto.randomUUID()}`, name: role };
	const account = await accounts.createPersonAccount({
		username: staff.id,
		password: PASSWORD,
		staff,
		role,
		site: LNU
	});
	return new Caller(server, `${SESSION_COOKIE}=${await accounts.issueToken(account)}`);
}

/** A paired device's browser. */
export async function pairedDevice(server: TestServer): Promise<Caller> {
	return new Caller(server, (await server.device(LNU)).cookie);
}

/** Puts two sites and three people into the directory. */
export async function fillDirectory({ ctx }: TestServer): Promise<void> {
	await changeDirectory(ctx, 'sites', () => ({
		sites: [
			{ ...LNU, kind: 'studio' },
			{ id: 'WEL', name: 'Wels', kind: 'studio', gone: true }
		]
	}));
	await changeDirectory(ctx, 'staff', (old) => ({
		staff: [
			...(old?.staff ?? []),
			{ id: '100', first: 'Sabine', last: 'Huber', sites: ['LNU'], role: 'staff' },
			{ id: '101', first: 'Lio', last: 'Spinner', sites: ['LNU'], role: 'lead' },
			{ id: '102', first: 'Mio', last: 'Fort', sites: [], role: 'staff', gone: true }
		]
	}));
}
