/**
 * Has the error show that really broke the build. Vite closes its plugins after a failure, too; the one that writes the service worker then
 * misses what SvelteKit would have written, and its own error ("ENOENT … version.json") takes the place of the first.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../prepare/root.mjs';

/** SvelteKit writes it with the client. */
const LAST_WRITTEN = path.join(root, '.svelte-kit', 'output', 'client', '_app', 'version.json');

/**
 * Leaves out the end of a build where there is nothing that it could end.
 * @template {import('vite').PluginOption} P
 * @param {P[]} plugins of `SvelteKitPWA()`
 * @param {() => boolean} [isBuilt] whether SvelteKit came to its end
 * @returns {P[]}
 */
export function showBuildErrors(plugins, isBuilt = () => existsSync(LAST_WRITTEN)) {
	for (const plugin of plugins) {
		if (!plugin || typeof plugin !== 'object' || !('closeBundle' in plugin)) continue;
		const hook = plugin.closeBundle;
		if (!hook || typeof hook === 'function') continue;
		const { handler } = hook;
		plugin.closeBundle = {
			...hook,
			async handler(...given) {
				if (isBuilt()) await handler.apply(this, given);
			}
		};
	}
	return plugins;
}
