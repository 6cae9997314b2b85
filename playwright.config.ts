import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from './scripts/test/browser.mjs';

const executablePath = await findBrowser();

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	fullyParallel: true,
	workers: process.env.CI ? 2 : undefined,
	// patience for a machine that is busy with something else; no test says how fast anything is
	timeout: 120_000,
	expect: { timeout: 20_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: 'list',
	use: {
		locale: 'de-AT',
		timezoneId: 'Europe/Vienna',
		viewport: { width: 1280, height: 800 },
		// a recording costs a fifth of the time, and nobody opens it there
		trace: process.env.CI ? 'off' : 'retain-on-failure',
		launchOptions: { executablePath, args: BROWSER_FLAGS }
	}
});
