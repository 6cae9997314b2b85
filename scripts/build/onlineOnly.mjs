/**
 * Screens that are of no use without the network, or that nobody opens at a tablet in a dim office, are not loaded ahead: the service worker
 * keeps them once they were opened. What is loaded ahead has a budget (DESIGN § 10), and every tablet pays for it.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../prepare/root.mjs';

/** Modules that lead to such screens, by path. */
const ONLINE_ONLY = [
	/src\/routes\/\(app\)\/(?:admin|archive|reports)\//,
	/src\/routes\/\(app\)\/board\/\+page/,
	/src\/routes\/(?:setup|pair|sign-in)\//,
	/\/reports\/charts\//
];

/** What Vite's manifest says of a file of the bundle. @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[] }} Built */

/**
 * The files that nothing but such screens needs.
 * @param {Record<string, Built>} manifest
 * @param {(src: string) => string} sourceOf a module's text: SvelteKit's module of a route (nodes/13.js) names the route's component
 * @returns {string[]}
 */
export function filesLeftOut(manifest, sourceOf) {
	const leadsOutside = (/** @type {Built} */ { src = '' }) =>
		ONLINE_ONLY.some((pattern) => pattern.test(/\/nodes\/\d+\.js$/.test(src) ? sourceOf(src) : src));
	/** @type {Set<string>} */
	const kept = new Set();
	/** @type {Set<Built>} */
	const seen = new Set();
	const open = Object.values(manifest).filter((built) => built.isEntry);
	for (let built = open.pop(); built; built = open.pop()) {
		if (seen.has(built) || leadsOutside(built)) continue;
		seen.add(built);
		for (const file of [built.file, ...(built.css ?? [])]) kept.add(file);
		for (const name of [...(built.imports ?? []), ...(built.dynamicImports ?? [])]) {
			const imported = manifest[name];
			if (imported) open.push(imported);
		}
	}
	const code = Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]);
	return [...new Set(code)].filter((file) => /\.(?:js|css)$/.test(file) && !kept.has(file));
}

/**
 * A Vite plugin that finds these files out once the app is bundled; to stand before the one that writes the service worker.
 * @param {string[]} others patterns of what else is not loaded ahead
 * @returns {{ plugin: import('vite').Plugin, globIgnores: string[] }} patterns for Workbox; it reads them after the plugin has added these
 */
export function onlineOnly(others) {
	const globIgnores = [...others];
	return {
		globIgnores,
		plugin: {
			name: 'dienstbuch:online-only',
			apply: 'build',
			closeBundle: {
				order: 'pre',
				sequential: true,
				handler() {
					const file = path.join(root, '.svelte-kit', 'output', 'client', '.vite', 'manifest.json');
					if (!existsSync(file)) return;
					const manifest = JSON.parse(readFileSync(file, 'utf8'));
					const sourceOf = (/** @type {string} */ src) => readFileSync(path.join(root, src), 'utf8');
					globIgnores.push(...filesLeftOut(manifest, sourceOf).map((name) => `client/${name}`));
				}
			}
		}
	};
}
