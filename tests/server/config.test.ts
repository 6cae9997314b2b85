import path from 'node:path';
import { describe, expect, it } from 'vitest';
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
		[{ TLS_CERT: 'c' }, /TLS_KEY/]
	])('names the variable that makes no sense: %j', (env, message) => {
		expect(() => readConfig(env)).toThrow(message);
	});
});

describe('the address', () => {
	it.each([
		[{ host: '127.0.0.1' }, 'http://127.0.0.1:8080'],
		[{ host: '::1' }, 'http://[::1]:8080'],
		[{ host: 'studio.example', tls: { cert: 'c', key: 'k' } }, 'https://studio.example:8080']
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
		expect(insecureNotice({ host: '127.0.0.1' })).toBeUndefined();
		expect(insecureNotice({ host: '0.0.0.0', tls: { cert: 'c', key: 'k' } })).toBeUndefined();
	});
});
