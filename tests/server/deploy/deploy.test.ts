import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../../server/config.ts';
import { projectRoot } from '../../../server/project.ts';
import { SECRETS } from '../../../server/secretFiles.ts';

const text = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');

const KNOWN = [...VARIABLES, ...SECRETS.map((name) => `${name}_FILE`)];
/** Of others: Node, Caddy, and the start of a node of CouchDB. */
const OTHERS = ['NODE_ENV', 'ADDRESS', 'SERVERS', 'NODE'];

/** Names of the environment that a file gives or asks for. */
function variablesIn(file: string): string[] {
	const lines = text(file)
		.split('\n')
		.filter((line) => !/^\s*#/.test(line));
	const found = lines.flatMap((line) => {
		if (/^\s+[A-Z_]+: /.test(line)) return [/[A-Z_]+/.exec(line)?.[0] ?? ''];
		if (/^(Environment=|ENV |\t[A-Z_]+=)/.test(line)) return line.match(/\b[A-Z][A-Z_]+(?==)/g) ?? [];
		return [];
	});
	return [...new Set(found)];
}

describe('what is shipped to run it', () => {
	it.each(['compose.yaml', 'compose.cluster.yaml', 'Dockerfile', 'deploy/dienstbuch.service'])(
		'%s sets variables that the server reads',
		(file) => {
			const set = variablesIn(file);
			expect(set.length).toBeGreaterThan(0);
			expect(set.filter((name) => !KNOWN.includes(name) && !OTHERS.includes(name))).toEqual([]);
		}
	);

	it.each(['compose.yaml', 'compose.cluster.yaml'])('%s names files that are there', (file) => {
		const named = [...text(file).matchAll(/(\.\/deploy\/[\w./-]+?)(?=:\/)/g)].map(([, found = '']) => found);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((name) => !existsSync(path.join(projectRoot, name)))).toEqual([]);
	});

	it('has Caddy reach the server by the network that the server trusts, and by no other', () => {
		const compose = text('compose.yaml');
		const [server = [], caddy = []] = ['server', 'caddy'].map((service) => {
			const found = new RegExp(`^  ${service}:\\n(?:(?: {4}.*)?\\n)+?    networks: \\[(.*)\\]`, 'm').exec(
				compose
			);
			return found?.[1]?.split(', ');
		});
		expect(server.filter((network) => caddy.includes(network))).toEqual(['front']);
		const [, trusted] = /TRUST_PROXY: (\S+)/.exec(compose) ?? [];
		expect(/^ {2}front:\n(?: {4}.*\n)+/m.exec(compose)?.[0]).toContain(`subnet: ${trusted}`);
		expect(text('compose.cluster.yaml')).toMatch(/^ {2}edge:$/m);
	});

	it('runs what the build makes', () => {
		const bundled = text('scripts/build/buildServer.mjs');
		expect(text('Dockerfile')).toContain('"build/server/main.js"');
		expect(text('deploy/dienstbuch.service')).toContain(' build/server/main.js');
		expect(bundled).toMatch(/main: 'server\/main\.ts'/);
	});

	it('backs up and restores with what the build makes, in a container that is not part of what runs', () => {
		const bundled = text('scripts/build/buildServer.mjs');
		for (const command of ['backupCommand', 'restoreCommand']) {
			expect(bundled).toContain(`${command}: 'server/commands/${command}.ts'`);
			expect(text('docs/operations.md')).toContain(`build/server/${command}.js /backup`);
		}
		const service = /^ {2}backup:\n(?:(?: {4}.*)?\n)+/m.exec(text('compose.yaml'))?.[0] ?? '';
		expect(service).toContain("'build/server/backupCommand.js', '/backup'");
		expect(service).toContain('profiles: [backup]');
		expect(service).toContain(':/backup');
	});

	it('lets the unit use what Node needs to listen on every address', () => {
		expect(text('deploy/dienstbuch.service')).toMatch(/^RestrictAddressFamilies=.*\bAF_NETLINK\b/m);
	});

	it('every variable is in docs/operations.md', () => {
		const documented = text('docs/operations.md');
		expect(KNOWN.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
	});
});
