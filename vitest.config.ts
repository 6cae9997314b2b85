import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, findBrowser } from './scripts/test/browser.mjs';

const NODE_LOST = 'tests/server/**/nodeLost.couch.test.ts';
const BROWSER = 'tests/**/*.browser.test.ts';
const alias = { $lib: path.resolve('src/lib') };

export default defineConfig({
	test: {
		projects: [
			{
				// The state of the app lives in rune classes (STYLE 14), which Svelte compiles.
				plugins: [svelte({ configFile: false })],
				define: { __APP_VERSION__: JSON.stringify('0.0.0') },
				resolve: { alias },
				test: {
					name: 'unit',
					include: ['tests/unit/**/*.test.ts'],
					exclude: [BROWSER],
					environment: 'node',
					testTimeout: 30_000
				}
			},
			{
				resolve: { alias },
				test: {
					name: 'server',
					include: ['tests/server/**/*.test.ts'],
					exclude: [NODE_LOST],
					environment: 'node',
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			},
			{
				resolve: { alias },
				test: {
					name: 'node lost',
					include: [NODE_LOST],
					environment: 'node',
					testTimeout: 30_000,
					hookTimeout: 60_000,
					// It stops a node that all others are using: when they are done.
					sequence: { groupOrder: 1 }
				}
			},
			{
				plugins: [svelte({ configFile: false })],
				resolve: { alias },
				test: {
					name: 'browser',
					globalSetup: ['tests/sync/lab/setup.ts'],
					include: [BROWSER],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: { executablePath: await findBrowser(), args: BROWSER_FLAGS }
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
