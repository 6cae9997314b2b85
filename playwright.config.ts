import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from './scripts/test/browser.mjs';

const executablePath = await findBrowser();

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	fullyParallel: true,
	workers: process.env.CI ? 2 : undefined,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: 'list',
	use: {
		locale: 'de-AT',
		timezoneId: 'Europe/Vienna',
		viewport: { width: 1280, height: 800 },
		trace: 'retain-on-failure',
		launchOptions: { executablePath, args: BROWSER_FLAGS }
	}
});
