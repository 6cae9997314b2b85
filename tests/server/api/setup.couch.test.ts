import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { access } from '../../../server/api/access.ts';
import { renewGeneration } from '../../../server/couchdb/generation.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, PASSWORD, setUp } from './caller.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.stop());

const PERSON = { company: 'MAGICFIT', name: 'Anna Berger', username: 'Anna', password: PASSWORD };

describe('first run', () => {
	it('registers just the routes of the access table', () => {
		const missing = Object.keys(access).filter((route) => {
			const [method = '', path = ''] = route.split(' ');
			return !server.app.hasRoute({ method: method as 'GET', url: `/api${path}` });
		});
		expect(missing).toEqual([]);
	});

	it('asks for the code that was printed', async () => {
		expect((await new Caller(server).get('/setup')).json()).toEqual({ needed: true });
		const answer = await new Caller(server).post('/setup', { ...PERSON, code: 'WRONG' });
		expect([answer.statusCode, answer.json()]).toEqual([
			403,
			expect.objectContaining({ code: 'setup-code-invalid' })
		]);
		expect(answer.cookies).toEqual([]);
	});

	it('names the field that is wrong', async () => {
		const code = server.ctx.accounts.setupCode();
		for (const [field, value] of Object.entries({ password: 'too short', company: '  ', username: 7 })) {
			const answer = await new Caller(server).post('/setup', { ...PERSON, code, [field]: value });
			expect([answer.statusCode, answer.json()]).toEqual([
				400,
				expect.objectContaining({ code: 'bad-request', field })
			]);
		}
	});

	it('makes one administrator, however many ask at once, and lays down what they begin with', async () => {
		const code = server.ctx.accounts.setupCode();
		const answers = await Promise.all(
			['anna', 'berta', 'carla'].map((username) =>
				new Caller(server).post('/setup', { ...PERSON, code, username })
			)
		);
		expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
		const made = answers.find(({ statusCode }) => statusCode === 201);
		expect(made?.json()).toMatchObject({ kind: 'person', role: 'admin', staff: { name: 'Berger, Anna' } });
		expect(made?.cookies).toEqual([
			expect.objectContaining({ httpOnly: true, sameSite: 'Strict', path: '/' })
		]);

		const { directory } = server.ctx;
		expect(await directory.readDoc('settings')).toMatchObject({ company: 'MAGICFIT' });
		expect((await directory.readDoc('staff'))?.staff).toEqual([
			expect.objectContaining({ first: 'Anna', last: 'Berger', role: 'admin' })
		]);
		for (const list of ['houseRules', 'blockReasons', 'quickReasons'] as const) {
			expect(Object.values((await directory.readDoc(list)) ?? {}).flat()).not.toEqual([]);
		}
		expect((await new Caller(server).get('/setup')).json()).toEqual({ needed: false });
	});

	it('asks the database whether it is needed only until it is not, and again once the data are others', async () => {
		const { accounts, couch, database, random } = server.ctx;
		const looked = vi.spyOn(accounts, 'listAccounts');
		const ask = async () => (await new Caller(server).get('/setup')).json() as unknown;
		for (let count = 0; count < 5; count += 1) expect(await ask()).toEqual({ needed: false });
		expect(looked).not.toHaveBeenCalled();
		await renewGeneration(couch, random);
		await database.look();
		// of another installation, in which nobody can administer
		looked.mockResolvedValue([]);
		expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill({ needed: true }));
		expect(looked).toHaveBeenCalledTimes(1);
		expect(await ask()).toEqual({ needed: true });
		expect(looked).toHaveBeenCalledTimes(2);
		looked.mockRestore();
		expect(await ask()).toEqual({ needed: false });
	});
});

describe('signing in', () => {
	let own: TestServer;
	beforeAll(async () => {
		own = await startTestServer();
		await setUp(own);
	});
	afterAll(() => own.stop());

	it('gives a session with the right password, any case of the name, each browser a device of its own', async () => {
		const [first, second] = [new Caller(own), new Caller(own)];
		const one = (await first.post('/sign-in', { username: 'ANNA', password: PASSWORD })).json();
		const two = (await second.post('/sign-in', { username: 'anna', password: PASSWORD })).json();
		expect(one).toMatchObject({ kind: 'person', role: 'admin', account: two.account });
		expect(one.device).not.toBe(two.device);
		expect(one.device.startsWith(`${one.account}.`)).toBe(true);
		expect((await first.get('/device')).json()).toMatchObject({ status: 'active', identity: one });
	});

	it('ends the session on the server too when signing out', async () => {
		const caller = new Caller(own);
		const answer = await caller.post('/sign-in', { username: 'anna', password: PASSWORD });
		const stolen = new Caller(own, `dienstbuch=${answer.cookies[0]?.value}`);
		expect((await caller.post('/sign-out')).statusCode).toBe(204);
		expect((await caller.get('/device')).json()).toMatchObject({ code: 'no-session' });
		expect((await stolen.get('/device')).statusCode).toBe(401);
		expect((await caller.post('/sign-out')).statusCode).toBe(204);
	});

	it('gives the lists again where the setup was broken off in between', async () => {
		const db = own.ctx.couch.db('directory');
		const { _rev } = await db.get('quickReasons');
		await db.destroy('quickReasons', _rev);
		await new Caller(own).post('/sign-in', { username: 'anna', password: PASSWORD });
		expect((await own.ctx.directory.readDoc('quickReasons'))?.reasons).not.toEqual([]);
	});

	it('does not say whether it was the name or the password', async () => {
		const wrong = await new Caller(own).post('/sign-in', { username: 'anna', password: 'wrong' });
		const nobody = await new Caller(own).post('/sign-in', { username: 'nobody', password: 'wrong' });
		expect(wrong.statusCode).toBe(401);
		expect(wrong.json()).toEqual(nobody.json());
	});

	it('holds up who guesses, from loopback too, and not others', async () => {
		const guess = () => new Caller(own).post('/sign-in', { username: 'victim', password: 'guess' });
		const answers = [];
		for (let count = 0; count < 12; count += 1) answers.push(await guess());
		expect(answers.at(-1)?.json()).toMatchObject({ code: 'too-many-tries', retryAfter: expect.any(Number) });
		expect(answers.at(-1)?.statusCode).toBe(429);
		const other = await new Caller(own).post('/sign-in', { username: 'anna', password: PASSWORD });
		expect(other.statusCode).toBe(200);
	});

	it('holds up who tries one password on many names', async () => {
		const own = await startTestServer();
		const answers = [];
		for (let count = 0; count <= 60; count += 1) {
			const answer = await new Caller(own).post('/sign-in', { username: `name ${count}`, password: 'guess' });
			answers.push(answer.statusCode);
		}
		await own.stop();
		expect([answers.indexOf(429), answers.length]).toEqual([60, 61]);
	});
});
