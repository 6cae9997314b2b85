import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { root } from '../prepare/root.mjs';

const OUT = path.join(root, 'build', 'server');

/** @type {import('esbuild').BuildOptions} */
const OPTIONS = {
	absWorkingDir: root,
	entryPoints: {
		main: 'server/main.ts',
		importCommand: 'server/commands/importCommand.ts',
		backupCommand: 'server/commands/backupCommand.ts',
		restoreCommand: 'server/commands/restoreCommand.ts'
	},
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

/**
 * Writes the validate functions, which CouchDB runs, beside the server, which puts them there. What bundles them is TypeScript of the
 * server's, so it is bundled itself first; it finds its sources by its own address, hence the substitute.
 */
async function buildValidators() {
	const source = path.join(root, 'server/couchdb/validate/bundle.ts');
	const made = path.join(OUT, 'bundleValidators.js');
	const address = JSON.stringify(pathToFileURL(source).href);
	await build({
		absWorkingDir: root,
		entryPoints: [source],
		outfile: made,
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'esm',
		define: { 'import.meta.url': address },
		logLevel: 'warning'
	});
	const { bundleValidators } = await import(`${pathToFileURL(made).href}?${Date.now()}`);
	await bundleValidators(path.join(OUT, 'validators'));
	rmSync(made);
}

/** Bundles the server and its commands into `build/server`. Packages stay in node_modules. */
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
