import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { browserAddress, insecureNotice } from '../../server/address.ts';
import { readConfig } from '../../server/config.ts';

describe('configuration', () => {
	it('has the defaults of DESIGN § 8; variables that are empty count as absent', () => {
		expect(readConfig({ PORT: '', COUCHDB_URL: '' })).toMatchObject({
			port: 8080,
			host: '127.0.0.1',
			dataDir: path.resolve('data'),
			couchdbUrl: undefined,
			couchdbPrefix: 'dienstbuch-',
			tls: undefined,
			trustProxy: false,
			demo: false
		});
	});

	it('reads what is set', () => {
		const env = {
			PORT: '0',
			COUCHDB_URL: 'http://admin:geheim@db:5984/',
			TLS_CERT: 'c',
			TLS_KEY: 'k',
			DATA_DIR: '/d'
		};
		expect(readConfig(env, ['--demo'])).toMatchObject({
			port: 0,
			couchdbUrl: 'http://admin:geheim@db:5984',
			tls: { cert: 'c', key: 'k' },
			dataDir: '/d',
			demo: true
		});
	});

	it.each([
		[{ PORT: 'http' }, /PORT/],
		[{ PORT: '70000' }, /PORT/],
		[{ COUCHDB_URL: 'http://db:5984' }, /COUCHDB_URL.*name:password/],
		[{ COUCHDB_PREFIX: '9/' }, /COUCHDB_PREFIX/],
		[{ TLS_CERT: 'c' }, /TLS_KEY/],
		[{ COUCHDB_URL: 'http://admin@db:5984' }, /COUCHDB_PASSWORD/],
		[{ COUCHDB_URL: 'http://a:b@db1:5984,http://db2:5984' }, /COUCHDB_URL.*name:password/],
		[{ COUCHDB_URL: 'http://a:b@db1:5984,db2' }, /COUCHDB_URL/],
		[{ COUCHDB_Q: '0' }, /COUCHDB_Q/],
		[{ COUCHDB_N: 'three' }, /COUCHDB_N/],
		[{ METRICS_TOKEN: 'short' }, /METRICS_TOKEN.*16/],
		[{ LOG_LEVEL: 'loud' }, /LOG_LEVEL.*info/],
		[{ PUBLIC_URL: 'https://host/path' }, /PUBLIC_URL/]
	])('names the variable that makes no sense: %j', (env, message) => {
		expect(() => readConfig(env)).toThrow(message);
	});
});

describe('a cluster', () => {
	it('has an address for each node, with one password where that stands apart', () => {
		const { couchdbUrl, couchdbShards } = readConfig({
			COUCHDB_URL: 'http://admin@db1:5984/, http://admin@db2:5984',
			COUCHDB_PASSWORD: 'a,b',
			COUCHDB_Q: '4',
			COUCHDB_N: '3'
		});
		expect(couchdbUrl).toBe('http://admin:a%2Cb@db1:5984,http://admin:a%2Cb@db2:5984');
		expect(couchdbShards).toEqual({ q: 4, n: 3 });
		expect(readConfig({ COUCHDB_Q: '8' }).couchdbShards).toEqual({ q: 8 });
	});
});

describe('secrets from files', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'dienstbuch-secrets-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const file = (name: string, content: string): string => {
		writeFileSync(path.join(folder, name), content);
		return path.join(folder, name);
	};

	it('stand in for their variables, without the line break at the end', () => {
		const env = {
			COUCHDB_URL: 'http://admin@db:5984/',
			COUCHDB_PASSWORD_FILE: file('password', 'ge:heim/ös\n'),
			METRICS_TOKEN_FILE: file('token', '0123456789abcdef\n')
		};
		expect(readConfig(env)).toMatchObject({
			couchdbUrl: 'http://admin:ge%3Aheim%2F%C3%B6s@db:5984',
			metricsToken: '0123456789abcdef'
		});
		expect(readConfig({ COUCHDB_URL_FILE: file('url', 'http://a:b@db:5984') }).couchdbUrl).toBe(
			'http://a:b@db:5984'
		);
	});

	it.each([
		[{ METRICS_TOKEN_FILE: '/nowhere/token' }, /METRICS_TOKEN_FILE: cannot be read \(ENOENT\)/],
		[{ METRICS_TOKEN: 'x'.repeat(16), METRICS_TOKEN_FILE: '/nowhere/token' }, /one of them/],
		[{ METRICS_TOKEN_FILE: file('empty', '\n') }, /empty/]
	])('name the variable that makes no sense: %j', (env, message) => {
		expect(() => readConfig(env)).toThrow(message);
	});
});

describe('the address', () => {
	it.each([
		[{ host: '127.0.0.1' }, 'http://127.0.0.1:8080'],
		[{ host: '::1' }, 'http://[::1]:8080'],
		[{ host: 'studio.example', tls: { cert: 'c', key: 'k' } }, 'https://studio.example:8080'],
		[{ host: '0.0.0.0', publicUrl: 'https://studio.example' }, 'https://studio.example']
	])('of %j is %s', (config, address) => {
		expect(browserAddress(config, 8080)).toBe(address);
	});

	it('of a server that listens everywhere is one that a browser can open', () => {
		expect(browserAddress({ host: '0.0.0.0' }, 8080)).toMatch(
			/^http:\/\/(?!0\.0\.0\.0)\d+\.\d+\.\d+\.\d+:8080$/
		);
	});

	it('that is no secure context is said to be none', () => {
		expect(insecureNotice({ host: '0.0.0.0' })).toMatch(/TLS_CERT/);
		expect(insecureNotice({ host: '0.0.0.0', publicUrl: 'http://studio.example' })).toMatch(/TLS_CERT/);
		expect(insecureNotice({ host: '127.0.0.1' })).toBeUndefined();
		expect(insecureNotice({ host: '0.0.0.0', publicUrl: 'https://studio.example' })).toBeUndefined();
		expect(insecureNotice({ host: '0.0.0.0', tls: { cert: 'c', key: 'k' } })).toBeUndefined();
	});
});
