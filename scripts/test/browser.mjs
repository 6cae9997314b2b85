import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { step } from './step.mjs';

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Flags for a browser that is not Playwright's own: those that keep it from calling its maker, and from asking for a GPU. */
export const BROWSER_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** @returns {Promise<string | undefined>} */
async function playwrightsOwn() {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return existsSync(path) ? path : undefined;
}

/** @returns {string | undefined} */
function installed() {
	for (const name of INSTALLED) {
		try {
			return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
		} catch {
			// Not this one.
		}
	}
	return undefined;
}

/** The browser that the tests use, if there is one on this machine: named by DIENSTBUCH_BROWSER, Playwright's own, or an installed Chromium. */
export async function findBrowser() {
	return process.env.DIENSTBUCH_BROWSER ?? (await playwrightsOwn()) ?? installed();
}

/**
 * Finds a browser or gets one: Playwright's own where it can be downloaded, else an installed Chromium, else the distribution's package.
 * @returns {Promise<string>}
 * @throws Error where there is none to be had
 */
export async function ensureBrowser() {
	const present = process.env.DIENSTBUCH_BROWSER ?? (await playwrightsOwn());
	if (present) return present;
	await step('Browser: downloading', ['npx', 'playwright', 'install', 'chromium']);
	const found = (await playwrightsOwn()) ?? installed();
	if (found) return found;
	const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	await step('Browser: the distribution’s package', [...sudo, 'apt-get', 'update']);
	await step('Browser: the distribution’s package', [...sudo, 'apt-get', 'install', '-y', 'chromium']);
	const packaged = installed();
	if (!packaged)
		throw new Error(
			'No browser to test with: please install Chromium, or set DIENSTBUCH_BROWSER to its path.'
		);
	return packaged;
}
