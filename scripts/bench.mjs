/* `npm run bench` (DESIGN § 10): makes ready, bundles the benchmarks beside the server, runs them. */
import './requireNode.mjs';

const { makeReady } = await import('./prepare/ready.mjs');
await makeReady(['server', 'client']);

const { build } = await import('esbuild');
await build({
	entryPoints: ['tests/bench/run.ts'],
	outfile: 'build/bench/run.mjs',
	bundle: true,
	packages: 'external',
	external: ['../../scripts/*'],
	platform: 'node',
	format: 'esm',
	target: 'node20',
	logLevel: 'error'
});
await import('../build/bench/run.mjs');
