/* `npm run bench` (DESIGN § 10), `npm run bench -- load`, `npm run bench -- feeds`: makes ready, bundles the benchmarks beside the server, runs them. */
import './requireNode.mjs';

const { makeReady } = await import('./prepare/ready.mjs');
/** Those of the server alone need no app. */
const [name = ''] = process.argv.slice(2).filter((word) => word === 'load' || word === 'feeds');
await makeReady(name ? ['server'] : ['server', 'client']);

const { build } = await import('esbuild');
await build({
	entryPoints: [name ? `tests/bench/load/${name}.ts` : 'tests/bench/run.ts'],
	outfile: `build/bench/${name || 'run'}.mjs`,
	bundle: true,
	packages: 'external',
	external: ['../../scripts/*'],
	platform: 'node',
	format: 'esm',
	target: 'node20',
	logLevel: 'error'
});
await import(`../build/bench/${name || 'run'}.mjs`);
