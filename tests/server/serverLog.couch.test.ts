import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ServerError } from '../../server/errors.ts';
import { newLog, reasonOf } from '../../server/serverLog.ts';
import { batch, forged, messageOf, pushed } from './facts.ts';
import { startGate } from './gate.ts';
import { startTestServer, type TestServer } from './harness.ts';

/** Names that are nowhere else, so that each place in the log where one stands is a leak. */
const CUSTOMER = 'Zyprianowitsch';
const PHONE = '06641234599';
const STAFF = 'Quendelbauer';
const PASSWORD = 'Xaverl-sieben-Katzen-77';

/** A log that is kept. */
function kept(): { lines: string[]; write(line: string): void } {
	const lines: string[] = [];
	return { lines, write: (line) => void lines.push(line) };
}

function thrownBy(fails: () => unknown): unknown {
	try {
		fails();
	} catch (error) {
		return error;
	}
	throw new Error('it did not fail');
}

describe('an error in the log', () => {
	const logged = (error: unknown): string => {
		const sink = kept();
		newLog('info', sink).error({ err: error }, 'failed');
		return sink.lines.join('');
	};

	it.each([
		['of a parser', () => JSON.parse(`"${CUSTOMER}`)],
		['of a parser, in the middle', () => JSON.parse(`{"name": "${CUSTOMER} Franz", ${PHONE}x`)],
		['of a schema', () => v.parse(v.object({ name: v.number() }), { name: `${CUSTOMER} O'Brien` })],
		['of a schema, a number', () => v.parse(v.string(), Number(PHONE))],
		['with more than a message', () => Object.assign(new Error('failed'), { doc: { name: CUSTOMER } })],
		['with a cause', () => new Error('outer', { cause: new Error(`inner '${CUSTOMER}'`) })],
		['that is none', () => CUSTOMER],
		['of ours, with details', () => new ServerError('internal', { name: CUSTOMER })]
	])('%s says nothing of what it is about', (_name, make) => {
		let error: unknown;
		try {
			error = make();
		} catch (thrown) {
			error = thrown;
		}
		expect(logged(error)).not.toMatch(new RegExp(`${CUSTOMER}|${PHONE}|Brien`));
		expect(reasonOf(error)).not.toMatch(new RegExp(`${CUSTOMER}|${PHONE}|Brien`));
	});

	it('says what kind it is, and where it comes from', () => {
		const error = thrownBy(() => (undefined as unknown as { x: () => void }).x());
		const line = JSON.parse(logged(error)) as { err: { type: string; message: string; stack: string[] } };
		expect(line.err.type).toBe('TypeError');
		expect(line.err.message).toMatch(/Cannot read properties of undefined/);
		expect(line.err.stack[0]).toMatch(/^at .*serverLog\.couch\.test\.ts/);
	});
});

describe('the log of a server', () => {
	const sink = kept();
	let server: TestServer;
	let importDir: string;
	beforeAll(async () => {
		importDir = await mkdtemp(path.join(tmpdir(), 'dienstbuch-log-'));
		server = await startTestServer({ logTo: sink, importDir });
	});
	afterAll(async () => {
		await server.stop();
		await rm(importDir, { recursive: true, force: true });
	});

	const csv = (id: string): string =>
		[
			'Kundennummer;Vorname;Nachname;Geburtsdatum;Straße;PLZ;Ort;Telefon;E-Mail;Stammstudio;Status;Vertragsbeginn;Kartennummer',
			`${id};Franz;${CUSTOMER};01.02.1980;Gasse 1;4040;Linz;${PHONE};x@y.example;LNU;aktiv;01.01.2020;MF1`,
			`${id};${CUSTOMER};${CUSTOMER};31.02.1980;;;;${PHONE};;NIRGENDS;aktiv;;`
		].join('\r\n');

	async function signIn(username: string, password: string): Promise<Response> {
		return await fetch(`${server.url}/api/sign-in`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ username, password })
		});
	}

	it('names no person, whatever is done, and goes wrong', { timeout: 60_000 }, async () => {
		const { ctx } = server;
		const code = ctx.accounts.setupCode();
		const admin = { code, company: 'Muster', username: STAFF, password: PASSWORD, name: `Hilda ${STAFF}` };
		await fetch(`${server.url}/api/setup`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(admin)
		});
		expect((await signIn(STAFF, PASSWORD)).status).toBe(200);
		await signIn(STAFF, `${PASSWORD}-falsch`);
		await signIn(CUSTOMER, PASSWORD);

		const device = await server.device();
		const good = pushed(messageOf(device.identity, `${CUSTOMER} hat angerufen: ${PHONE}`));
		const bad = forged({ type: 'message', [CUSTOMER]: CUSTOMER }, Date.now());
		await device.fetch('/db/messages/_bulk_docs', { body: batch(good, bad) });
		await device.fetch(`/db/messages/${CUSTOMER}`);
		await device.fetch(`/api/archive?text=${CUSTOMER}&wrong=${PHONE}`);
		await device.fetch(`/${CUSTOMER}`, { method: 'POST', body: { name: CUSTOMER } });
		await fetch(`${server.url}/%${CUSTOMER}`, { headers: { 'user-agent': CUSTOMER } });
		await fetch(`${server.url}/api/sign-in`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: `{"username":"${CUSTOMER}`
		});

		await writeFile(path.join(importDir, `${CUSTOMER}.csv`), csv('4711'));
		await writeFile(path.join(importDir, `${STAFF}-kaputt.csv`), `${CUSTOMER};${PHONE}\n"${CUSTOMER}`);
		// a file is taken once it was seen twice
		await server.runJob('import-folder');
		await server.runJob('import-folder');
		const failed = await readdir(path.join(importDir, 'failed'));
		expect(failed.join(' ')).toContain(`${STAFF}-kaputt`);

		// where the server itself fails
		server.ctx.log.error({ err: thrownBy(() => JSON.parse(CUSTOMER)) }, 'failed');
		const text = sink.lines.join('');
		expect(text).toContain('database ready');
		expect(text).not.toMatch(new RegExp(`${CUSTOMER}|${PHONE}|${STAFF}|${PASSWORD}`, 'i'));
		for (const line of sink.lines) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
	});

	it('says no password while the database is away, and no addresses of browsers', async () => {
		const gate = await startGate(server);
		gate.open = false;
		const { password } = new URL(gate.couchdbUrl);
		const away = kept();
		const { couchdbUrl } = gate;
		const waiting = await startTestServer({
			couchdbUrl,
			prefix: `test-${randomBytes(4).toString('hex')}-`,
			impatient: true,
			logTo: away
		});
		await expect.poll(() => away.lines.join('')).toContain('database not ready');
		await fetch(`${waiting.url}/api/device`, { headers: { 'x-forwarded-for': '203.0.113.77' } });
		await waiting.stop();
		await gate.close();
		expect(away.lines.join('')).not.toContain(password);
		expect(away.lines.join('')).not.toMatch(/203\.0\.113\.77|remoteAddress/);
	});
});
