import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../prepare/root.mjs';
import { makeReady } from '../prepare/ready.mjs';

/** Where pictures that the project shows go, by screen and size. */
const SHOWN = {
	'check-running tablet': ['docs/images/camera-check.png', 'static/screenshots/tablet.png'],
	'start tablet': ['docs/images/start.png'],
	'contact tablet': ['docs/images/contact.png'],
	'form tablet': ['docs/images/form.png'],
	'contact phone': ['static/screenshots/phone.png']
};
const GALLERY = 'test-results/screenshots';
/** A picture for the installation dialog or the README should not weigh more, bytes. */
const MOST = 150_000;

const all = process.argv.includes('--all');

/** @param {string} relative @param {Uint8Array} png */
function write(relative, png) {
	const file = path.join(root, relative);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, png);
}

/** @param {import('./photographer.mjs').Picture} picture */
function keep({ screen, size, theme, png }) {
	if (all) return write(`${GALLERY}/${size}/${theme}/${screen}.png`, png);
	for (const file of SHOWN[/** @type {keyof typeof SHOWN} */ (`${screen} ${size}`)] ?? []) {
		write(file, png);
		console.log(`${file}: ${Math.round(png.length / 1000)} KB`);
		if (png.length > MOST) throw new Error(`${file} is larger than ${MOST} bytes`);
	}
}

await makeReady(['server', 'client']);
const { chromium } = await import('@playwright/test');
const { BROWSER_FLAGS, ensureBrowser, findBrowser } = await import('../test/browser.mjs');
const { startDemoServer } = await import('./demoServer.mjs');
const { Photographer, SIZES } = await import('./photographer.mjs');
const { walkAsAdmin } = await import('./adminWalk.mjs');
const { walkAsStaff } = await import('./staffWalk.mjs');

/** @typedef {import('./photographer.mjs').Theme} Theme */
const themes = /** @type {Theme[]} */ (all ? ['light', 'dark'] : ['light']);
const wanted = all
	? SIZES
	: SIZES.filter(({ name }) => Object.keys(SHOWN).some((key) => key.endsWith(` ${name}`)));
if (all) rmSync(path.join(root, GALLERY), { recursive: true, force: true });

const server = await startDemoServer();
const browser = await chromium.launch({
	executablePath: (await findBrowser()) ?? (await ensureBrowser()),
	args: [...BROWSER_FLAGS, '--lang=de-AT']
});

/**
 * A person with a device of that size walks through the app.
 * @param {(page: import('@playwright/test').Page, link: string, photographer: InstanceType<typeof Photographer>) => Promise<void>} walk
 * @param {string} link
 * @param {readonly import('./photographer.mjs').Size[]} sizes the first is that of the device
 */
async function send(walk, link, sizes) {
	const { width, height, touch } = sizes[0] ?? { width: 1280, height: 800, touch: false };
	const context = await browser.newContext({
		viewport: { width, height },
		hasTouch: touch,
		isMobile: touch,
		locale: 'de-AT',
		timezoneId: 'Europe/Vienna'
	});
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	await walk(page, link, new Photographer(page, { sizes, themes, keep }));
	await context.close();
}

try {
	for (const size of wanted) await send(walkAsStaff, server.demo, [size]);
	// there is one first administrator, so one browser does it in all sizes
	if (all) await send(walkAsAdmin, server.setup, [...SIZES].reverse());
	if (all) console.log(`${GALLERY}: every screen`);
} finally {
	await browser.close();
	await server.stop();
}
