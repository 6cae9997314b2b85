import { rmSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import { runnerImport } from 'vite';
import { root } from '../prepare/root.mjs';

const OUT = path.join(root, 'build', 'server');

/** @type {import('esbuild').BuildOptions} */
const OPTIONS = {
	absWorkingDir: root,
	entryPoints: { main: 'server/main.ts', importCommand: 'server/commands/importCommand.ts' },
	outdir: OUT,
	bundle: true,
	splitting: true,
	packages: 'external',
	platform: 'node',
	format: 'esm',
	target: 'node20',
	sourcemap: true,
	logLevel: 'warning'
};

/** Writes the validate functions, which CouchDB runs, beside the server, which puts them there. */
async function buildValidators() {
	const { module } = await runnerImport(path.join(root, 'server/couchdb/validate/bundle.ts'), {
		root,
		configFile: false,
		logLevel: 'warn'
	});
	await /** @type {any} */ (module).bundleValidators(path.join(OUT, 'validators'));
}

/** Bundles the server and the importer's command into `build/server`. Packages stay in node_modules. */
export async function buildServer() {
	rmSync(OUT, { recursive: true, force: true });
	await build(OPTIONS);
	await buildValidators();
}

/**
 * Bundles the server again with every change of its sources.
 * @param {() => void} onBuilt called after each bundle that came out well
 * @returns {Promise<() => Promise<void>>} stops watching
 */
export async function watchServer(onBuilt) {
	const told = {
		name: 'told',
		setup(/** @type {import('esbuild').PluginBuild} */ { onEnd }) {
			onEnd(async ({ errors }) => {
				if (errors.length > 0) return;
				await buildValidators();
				onBuilt();
			});
		}
	};
	const watching = await context({ ...OPTIONS, plugins: [told] });
	await watching.watch();
	return () => watching.dispose();
}
