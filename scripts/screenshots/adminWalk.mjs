/** @typedef {import('@playwright/test').Page} Page */

const PASSWORD = 'nur für diese Bilder';

/** Parts of the administration, by the last part of their address. */
const PARTS = [
	'people',
	'devices',
	'rescue',
	'sites',
	'house-rules',
	'block-reasons',
	'quick-reasons',
	'templates',
	'promotions',
	'import',
	'links',
	'privacy',
	'settings',
	'connectors',
	'audit',
	'review'
];
/** A customer of the demo, the same on every machine. */
const CONTACT = '20063';

/**
 * Walks through setup and administration.
 * @param {Page} page
 * @param {string} link the setup link
 * @param {import('./photographer.mjs').Photographer} photographer
 */
export async function walkAsAdmin(page, link, photographer) {
	await page.goto(new URL('/sign-in', link).href);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await photographer.take('sign-in');
	await page.goto(link);
	await page.getByRole('textbox', { name: 'Ihr Name' }).waitFor();
	await photographer.take('setup');
	await page.getByRole('textbox', { name: 'Ihr Name' }).fill('Anna Berger');
	await page.getByRole('textbox', { name: 'Benutzername' }).fill('anna.berger');
	await page.getByLabel('Passwort', { exact: false }).first().fill(PASSWORD);
	await page.getByLabel('Passwort wiederholen').fill(PASSWORD);
	await page.getByRole('button', { name: 'Zugang anlegen' }).click();
	await page.getByRole('heading', { name: 'Womit beginnen?' }).waitFor();
	await photographer.take('setup-done');
	await page.goto(new URL('/', link).href);
	await page.getByRole('heading', { name: 'Um welchen Standort geht es?' }).waitFor();
	await page.locator('.pill.ok').first().waitFor({ timeout: 120_000 });
	await photographer.take('choose-site');
	await page.getByRole('button', { name: /Zentrale Linz/ }).click();
	await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
	await photographer.take('start-admin');
	await page.locator('nav a[href="/admin"]').click();
	await page.getByRole('heading', { level: 1 }).waitFor();
	await photographer.take('admin');
	for (const part of PARTS) {
		await page.locator(`main a[href="/admin/${part}"]`).first().click();
		await page.waitForURL((url) => url.pathname === `/admin/${part}`);
		// what comes from the server is there; the network is never idle, for the live feeds
		await page.locator('main').getByRole('heading', { level: 2 }).first().waitFor();
		await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
		await photographer.take(`admin-${part}`);
	}
	await page.goto(new URL(`/admin/privacy/${CONTACT}`, link).href);
	await page.getByRole('heading', { level: 2, name: /^Auskunft/ }).waitFor();
	await photographer.take('admin-privacy-file');
	await page.getByRole('button', { name: 'Löschen …' }).click();
	await photographer.take('admin-privacy-erase');
}
