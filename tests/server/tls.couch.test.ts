import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { generate } from 'selfsigned';
import { Agent, fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../server/secretFiles.ts';
import { readCertificate } from '../../server/tls.ts';
import { startTestServer, type TestServer } from './harness.ts';

async function makeCertificate(name: string): Promise<{ cert: string; key: string }> {
	const made = await generate([{ name: 'commonName', value: name }], {
		keyType: 'ec',
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }]
	});
	return { cert: made.cert, key: made.private };
}

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'dienstbuch-tls-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(
	name: string,
	pair: { cert: string; key: string }
): Promise<{ cert: string; key: string }> {
	const files = { cert: path.join(folder, `${name}.cert`), key: path.join(folder, `${name}.key`) };
	await Promise.all([writeFile(files.cert, pair.cert), writeFile(files.key, pair.key)]);
	return files;
}

describe('a server with a certificate', () => {
	let server: TestServer;
	let files: { cert: string; key: string };
	let agent: Agent;
	beforeAll(async () => {
		files = await written('server', await makeCertificate('first'));
		server = await startTestServer({ settings: { tls: files, metricsToken: 'a-token-of-the-test' } });
		agent = new Agent({ connect: { ca: await readFile(files.cert, 'utf8') } });
	});
	afterAll(async () => {
		await agent.destroy();
		await server.stop();
	});

	const at = (to: string, init: Parameters<typeof fetch>[1] = {}) =>
		fetch(server.url + to, { ...init, dispatcher: agent });

	/** The certificate that a new connection is shown. */
	const shown = async (versions: object = {}): Promise<PeerCertificate> => {
		const { port } = new URL(server.url);
		return await new Promise((resolve, reject) => {
			const socket = connect(
				{ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false, ...versions },
				() => {
					resolve(socket.getPeerCertificate());
					socket.destroy();
				}
			);
			socket.once('error', reject);
		});
	};

	it('answers by https, and has browsers stay with it', async () => {
		expect(server.url).toMatch(/^https:\/\//);
		const answer = await at('/api/health');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
	});

	it('gives out cookies for https alone', async () => {
		const setup = {
			code: server.ctx.accounts.setupCode(),
			company: 'Muster',
			name: 'Erika Muster',
			username: 'leitung',
			password: 'sieben-Katzen-im-Garten'
		};
		const answer = await at('/api/setup', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(setup)
		});
		expect(answer.status).toBe(201);
		expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
	});

	it('does not answer without TLS, nor by old versions of it', async () => {
		const { port } = new URL(server.url);
		await expect(
			new Promise((resolve, reject) =>
				get(`http://127.0.0.1:${port}/api/health`, resolve).on('error', reject)
			)
		).rejects.toThrow();
		await expect(shown({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).rejects.toThrow();
	});

	it('says until when the certificate is good', async () => {
		const answer = await at('/metrics', { headers: { authorization: 'Bearer a-token-of-the-test' } });
		const [, expires] =
			/^dienstbuch_certificate_expires_timestamp_seconds (\S+)$/m.exec(await answer.text()) ?? [];
		expect(Number(expires) * 1000).toBe(Date.parse((await shown()).valid_to));
	});

	it('takes a renewed certificate without a restart, and keeps the one before where the new one is broken', async () => {
		expect((await shown()).subject.CN).toBe('first');
		const open = await at('/api/health');
		await written('server', await makeCertificate('second'));
		server.renewCertificate();
		expect((await shown()).subject.CN).toBe('second');
		expect(await open.json()).toMatchObject({ status: 'ok' });
		await writeFile(files.key, 'no key');
		expect(() => server.renewCertificate()).toThrow(ConfigError);
		expect((await shown()).subject.CN).toBe('second');
	});
});

describe('a certificate that makes no sense stops the start with a sentence', () => {
	it('where a file is missing', () => {
		expect(() => readCertificate({ cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' })).toThrow(
			/TLS_CERT: cannot be read \(ENOENT\)/
		);
	});

	it('where it is none, or the key is that of another', async () => {
		const [one, other] = await Promise.all([makeCertificate('one'), makeCertificate('other')]);
		const torn = await written('torn', { cert: 'nothing', key: one.key });
		expect(() => readCertificate(torn)).toThrow(/^TLS_CERT, TLS_KEY: /);
		const mixed = await written('mixed', { cert: one.cert, key: other.key });
		expect(() => readCertificate(mixed)).toThrow(/KEY_VALUES_MISMATCH/);
	});
});
