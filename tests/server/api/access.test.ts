import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity, Session } from '../../../server/accounts/identity.ts';
import { access } from '../../../server/api/access.ts';
import { guardRoutes } from '../../../server/api/guard.ts';
import type { Role } from '../../../src/lib/domain/directory.ts';

const CALLERS = ['nobody', 'device', 'retired', 'staff', 'lead', 'office', 'admin'] as const;
type Caller = (typeof CALLERS)[number];

/** Who gets past the guard; all others get 401 without a session, 403 with one. */
const EXPECTED: Record<string, readonly Caller[]> = {
	'GET /setup': CALLERS,
	'POST /setup': CALLERS,
	'POST /sign-in': CALLERS,
	'POST /pair': CALLERS,
	'GET /device': CALLERS,
	'POST /sign-out': CALLERS,
	'POST /shift/verify': ['device'],
	'POST /shift/change-pin': ['device'],
	'POST /pairings': ['lead', 'admin'],
	'GET /devices': ['lead', 'admin'],
	'POST /devices/:account/retire': ['lead', 'admin'],
	'POST /devices/:account/lost': ['lead', 'admin'],
	'GET /people': ['lead', 'admin'],
	'POST /people/:staff/pin': ['lead', 'admin'],
	'POST /people/:staff/account': ['admin'],
	'POST /people/:staff/password': ['admin'],
	'POST /people/:staff/sign-out': ['admin'],
	'POST /password': ['staff', 'lead', 'office', 'admin'],
	'GET /audit': ['admin'],
	'GET /audit/arrivals': ['admin'],
	'POST /audit/arrivals': ['admin'],
	'POST /audit/exported': ['admin'],
	'GET /settings': ['device', 'staff', 'lead', 'office', 'admin'],
	'PUT /settings': ['admin'],
	'GET /connectors': ['admin'],
	'PUT /connectors': ['admin'],
	'GET /connectors/state': ['admin'],
	'GET /board': ['device', 'staff', 'lead', 'office', 'admin'],
	'GET /archive': ['device', 'staff', 'lead', 'office', 'admin'],
	'GET /lists/:name': ['admin'],
	'PUT /lists/:name': ['admin'],
	'POST /import/preview': ['admin'],
	'POST /import/run': ['admin'],
	'POST /arrived': ['device', 'retired', 'staff', 'lead', 'office', 'admin'],
	'PUT /pictures/:id': ['device', 'retired', 'staff', 'lead', 'office', 'admin'],
	'GET /pictures/:id': ['device', 'staff', 'lead', 'office', 'admin'],
	'GET /privacy/contacts/:contact': ['admin'],
	'POST /privacy/contacts/:contact/erase': ['admin'],
	'GET /privacy/erasures': ['admin'],
	'GET /imports': ['admin'],
	'POST /entries': [],
	'POST /connectors/entries-key': ['admin'],
	'POST /rescue': ['admin'],
	'POST /demo': ['admin']
};

function sessionOf(caller: Caller): Session | undefined {
	if (caller === 'nobody') return undefined;
	const site = { id: 'LNU', name: 'Linz Urfahr' };
	const shared = { account: caller, device: caller, label: caller, site };
	const identity: Identity =
		caller === 'device' || caller === 'retired'
			? { ...shared, kind: 'device' }
			: { ...shared, kind: 'person', role: caller satisfies Role, staff: { id: caller, name: caller } };
	return { token: caller, identity, status: caller === 'retired' ? 'retired' : 'active' };
}

let app: FastifyInstance;
beforeAll(async () => {
	app = Fastify();
	app.decorateRequest('session');
	app.addHook('onRequest', async (request) => {
		request.session = sessionOf(request.headers['x-caller'] as Caller);
	});
	await app.register(
		async (api) => {
			guardRoutes(api, async (key) => key === 'the-key');
			for (const route of Object.keys(access)) {
				const [method = '', url = ''] = route.split(' ');
				api.route({ method, url, handler: (_request, reply) => reply.code(204).send() });
			}
		},
		{ prefix: '/api' }
	);
});
afterAll(() => app.close());

async function statusFor(route: string, caller: Caller): Promise<number> {
	const [method, path] = route.split(' ');
	const url = `/api${path}`;
	const { statusCode } = await app.inject({ method: method as 'GET', url, headers: { 'x-caller': caller } });
	return statusCode;
}

describe('the access table', () => {
	it('names just the routes that are listed here', () => {
		expect(Object.keys(access).sort()).toEqual(Object.keys(EXPECTED).sort());
	});

	it.each(Object.entries(EXPECTED))('%s lets in %s, and nobody else', async (route, letIn) => {
		for (const caller of CALLERS) {
			// a session says nothing of a key
			const refusal = caller === 'nobody' || access[route] === 'key' ? 401 : 403;
			expect(`${caller} ${await statusFor(route, caller)}`).toBe(
				`${caller} ${letIn.includes(caller) ? 204 : refusal}`
			);
		}
	});

	it.each([
		['Bearer the-key', 204],
		['bearer the-key', 204],
		['Bearer another', 401],
		['Bearer ', 401],
		['Basic the-key', 401],
		['the-key', 401]
	])('lets in a program with "authorization: %s": %i', async (authorization, status) => {
		const answer = await app.inject({ method: 'POST', url: '/api/entries', headers: { authorization } });
		expect(answer.statusCode).toBe(status);
	});

	it('is asked before the body is read', async () => {
		const headers = { 'x-caller': 'device', 'content-type': 'application/json' };
		const answer = await app.inject({ method: 'PUT', url: '/api/settings', headers, body: '{ not JSON' });
		expect(answer.statusCode).toBe(403);
	});

	it('has to know a route before it can be registered', async () => {
		const other = Fastify();
		guardRoutes(other, async () => true);
		expect(() => other.get('/secrets', async () => ({}))).toThrow('GET /secrets is missing');
		await other.close();
	});
});
