import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const devServer = process.env.DEV_SERVER ?? 'http://127.0.0.1:8081';

export default defineConfig({
	define: { __APP_VERSION__: JSON.stringify(version) },
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit(),
		SvelteKitPWA({
			// SvelteKit's own base is relative: opened first at /contact/48213, the page would look for /contact/sw.js.
			base: '/',
			strategies: 'generateSW',
			registerType: 'prompt',
			injectRegister: false,
			manifest: false,
			kit: { adapterFallback: 'index.html', spa: true },
			workbox: {
				// Screenshots are for the installation dialog alone; licences and maps are for nobody's tablet.
				globPatterns: ['client/**/*.{js,css,html,svg,png,woff2,webmanifest}'],
				globIgnores: ['**/screenshots/**', 'server/**'],
				navigateFallback: '/index.html',
				navigateFallbackDenylist: [/^\/api\//, /^\/db\//],
				cleanupOutdatedCaches: true,
				// The page that installs it is served by it at once: a tablet that loses the network right after pairing has every screen.
				clientsClaim: true
			}
		})
	],
	// The real server behind the development server; spelled as an object, since a plain address has Vite change the Host
	// header, and then the server takes the page for a foreign one.
	server: { proxy: { '/api': { target: devServer }, '/db': { target: devServer } } }
});
