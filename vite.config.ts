import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { onlineOnly } from './scripts/build/onlineOnly.mjs';
import { showBuildErrors } from './scripts/build/showBuildErrors.mjs';
import { startChunk } from './scripts/build/startChunk.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

// Screenshots and large icons are for the installation alone.
const leftOut = onlineOnly(['**/screenshots/**', 'client/icons/*.png', 'server/**']);

const start = startChunk();

const devServer = process.env.DEV_SERVER ?? 'http://127.0.0.1:8081';

export default defineConfig({
	resolve: { alias: { 'pouchdb-changes-filter': resolve('src/lib/data/noChangesFilter.ts') } },
	build: {
		// A list of what to load ahead of each screen would be a large part of what loads first; the service worker has it all at hand.
		modulePreload: { polyfill: false, resolveDependencies: () => [] },
		rolldownOptions: { output: { codeSplitting: { groups: start.groups } } }
	},
	define: { __APP_VERSION__: JSON.stringify(version) },
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit(),
		start.plugin,
		leftOut.plugin,
		...showBuildErrors(
			SvelteKitPWA({
				// SvelteKit's own base is relative: opened first at /contact/48213, the page would look for /contact/sw.js.
				base: '/',
				strategies: 'generateSW',
				registerType: 'prompt',
				injectRegister: false,
				manifest: false,
				kit: { adapterFallback: 'index.html', spa: true },
				workbox: {
					// Licences and maps are for nobody's tablet.
					globPatterns: ['client/**/*.{js,css,html,svg,png,woff2,webmanifest}'],
					globIgnores: leftOut.globIgnores,
					runtimeCaching: [
						{
							urlPattern: /\/_app\/immutable\//,
							handler: 'CacheFirst',
							options: { cacheName: 'opened-screens', expiration: { maxEntries: 100 } }
						}
					],
					navigateFallback: '/index.html',
					navigateFallbackDenylist: [/^\/api\//, /^\/db\//],
					cleanupOutdatedCaches: true,
					// The page that installs it is served by it at once: a tablet that loses the network right after pairing has every screen.
					clientsClaim: true
				}
			})
		)
	],
	// The real server behind the development server; spelled as an object, since a plain address has Vite change the Host
	// header, and then the server takes the page for a foreign one.
	server: { proxy: { '/api': { target: devServer }, '/db': { target: devServer } } }
});
