import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { House } from './house/house.ts';
import { ANNA, customer, MEHMET, OFFICE } from './house/people.ts';
import { openPart, signInAsAdmin } from './steps/administration.ts';
import { checkIn, expectOnDuty } from './steps/duty.ts';
import { entry, writeMessage } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { pairDevice } from './steps/pairing.ts';
import { expectAllSent } from './steps/pill.ts';
import { openContact } from './steps/search.ts';

interface Listed {
	readonly devices: readonly { readonly account: string; readonly label: string }[];
}

/** Ends the device of that name, as an administrator does. */
async function end(house: House, label: string, how: 'lost' | 'retire'): Promise<void> {
	const { devices } = (await house.admin.get('/api/devices')) as Listed;
	const account = devices.find((device) => device.label === label)?.account ?? '';
	await house.admin.post(`/api/devices/${account}/${how}`, {});
}

/** Saves the Sicherungsdatei that the page offers. @returns where it lies */
async function saveRescueFile(page: Page): Promise<string> {
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Sicherungsdatei speichern' }).click();
	return await (await download).path();
}

test('what a lost tablet had not sent stays on it as a file that only the server can read', async ({
	newTablet,
	tabletOf,
	newBrowser,
	house
}) => {
	const strobl = customer('Strobl');
	const page = await newTablet('Verlorenes Tablet');
	await checkIn(page, ANNA);
	await expectAllSent(page);
	await readyForOffline(page);
	await page.context().setOffline(true);
	await writeMessage(page, strobl, 'Im Keller geschrieben');
	await end(house, 'Verlorenes Tablet', 'lost');
	await goOnline(page);
	await expect(page.getByText('Alle Daten wurden von diesem Gerät entfernt')).toBeVisible();
	await expect(page.getByText('Sicherungsdatei mit 1 Eintrag')).toBeVisible();

	// it is there for whoever finds the tablet later, too
	await page.goto('/');
	await expect(page.getByText('Sicherungsdatei mit 1 Eintrag')).toBeVisible();
	const file = await saveRescueFile(page);
	expect(await readFile(file, 'utf8')).not.toMatch(/Keller|Strobl/);

	const second = await tabletOf(MEHMET);
	await openContact(second, strobl);
	const admin = await newBrowser();
	await signInAsAdmin(admin);
	await openPart(admin, 'Sicherungsdatei einlesen');
	await admin.locator('input[type=file]').setInputFiles(file);
	await expect(admin.getByText('Verlorenes Tablet')).toBeVisible();
	await admin.getByRole('button', { name: 'Einlesen', exact: true }).click();
	await expect(admin.getByText('Die Sicherungsdatei wurde eingelesen')).toBeVisible();
	await expect(entry(second, 'Im Keller geschrieben')).toHaveCount(1);

	await admin.getByRole('button', { name: 'Weitere Datei' }).click();
	await admin.locator('input[type=file]').setInputFiles(file);
	await expect(admin.getByText('Es ist nichts Neues darin.')).toBeVisible();

	await page.getByRole('button', { name: 'Von diesem Gerät entfernen' }).click();
	await expect(page.getByText('Sicherungsdatei mit 1 Eintrag')).toBeHidden();
});

test('a tablet that was signed out is the same device once it is paired again: what it had not sent is sent', async ({
	tablet: page,
	house
}) => {
	await expectAllSent(page);
	await page.context().clearCookies();
	await page.reload();
	await expect(page.getByText('Dieses Gerät ist am Server abgemeldet')).toBeVisible();
	await writeMessage(page, customer('Leeb'), 'Abgemeldet geschrieben');
	await pairAgain(page, house);
	await expectOnDuty(page, ANNA);
	await expectAllSent(page);
	await openContact(page, customer('Leeb'));
	await expect(entry(page, 'Abgemeldet geschrieben')).toContainText('gesendet');
});

async function pairAgain(page: Page, house: House): Promise<void> {
	const [, code = ''] = (await house.pairingLink('Wieder da')).split('#code=');
	await page.getByRole('link', { name: 'Neu koppeln' }).click();
	await page.getByRole('textbox', { name: 'Code' }).fill(code);
	await page.getByRole('button', { name: 'Koppeln', exact: true }).click();
}

test('an app that is too old says so and keeps what is written; the newer one sends it', async ({
	newTablet
}) => {
	const page = await newTablet();
	await checkIn(page, ANNA);
	await expectAllSent(page);
	// no service worker, so that the page below is what comes over the network
	await page.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { value: undefined }));
	await page.evaluate(async () => {
		for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
	});
	await page.route('**/_app/**/*.js', async (route) => {
		const response = await route.fetch();
		const script = await response.text();
		// or the browser would keep it for the newer one
		const headers = { ...response.headers(), 'cache-control': 'no-store' };
		await route.fulfill({
			response,
			headers,
			body: script.replace(/(["'`])\d+\.\d+\.\d+\1(?=[,;)])/g, '$10.0.1$1')
		});
	});
	await page.reload();
	await expect(page.getByText('Der Server verlangt eine neuere Version')).toBeVisible();
	await writeMessage(page, customer('Kogler'), 'Mit der alten App');
	await expect(entry(page, 'Mit der alten App')).toContainText('nur auf diesem Gerät');

	await page.unroute('**/_app/**/*.js');
	await page.getByRole('button', { name: 'Jetzt laden' }).click();
	await expectAllSent(page);
	await expect(entry(page, 'Mit der alten App')).toContainText('gesendet');
});

test('on a phone, the tap that ends the typing reaches what it was meant for', async ({ browser, house }) => {
	const context = await browser.newContext({
		baseURL: house.url,
		hasTouch: true,
		isMobile: true,
		viewport: { width: 360, height: 740 }
	});
	const page = await context.newPage();
	await pairDevice(page, await house.pairingLink());
	await checkIn(page, ANNA);
	// a field, and a button where the bars stand when nobody types
	await page.getByRole('main').evaluate((main) => {
		const button = document.createElement('button');
		button.textContent = 'Ganz unten';
		button.style.cssText = 'position: fixed; inset: auto 0 0; height: 3rem';
		button.onclick = () => (button.textContent = 'Getroffen');
		main.append(document.createElement('input'), button);
	});
	const bars = page.getByRole('navigation').first();
	await expect(bars).toBeVisible();
	await page.getByRole('main').locator('input').last().tap();
	await expect(bars).toBeHidden();
	await page.touchscreen.tap(180, 720);
	await expect(page.getByRole('button', { name: 'Getroffen' })).toBeAttached();
	await expect(bars).toBeVisible();
	await context.close();
});

/** What is stored in the browser of copies of the server. */
function copies(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
		return names.filter((name) => name.includes('@'));
	});
}

test('who signs out does so in all windows: none goes on with what was removed', async ({ newBrowser }) => {
	const page = await newBrowser();
	await signInAsAdmin(page);
	const other = await page.context().newPage();
	await other.goto('/');
	await openContact(other, customer('Strobl'));
	expect(await copies(other)).not.toEqual([]);

	await page.bringToFront();
	await page.getByRole('banner').getByRole('button', { name: OFFICE.name }).click();
	await page.getByRole('menuitem', { name: 'Abmelden' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Abmelden' }).click();
	for (const window of [page, other]) {
		await expect(window.getByRole('link', { name: 'Gerät koppeln' })).toBeVisible();
		expect(new URL(window.url()).pathname).toBe('/');
	}
	expect(await copies(other)).toEqual([]);
});

test('a lost tablet with two windows is wiped once and for all, in both', async ({ newTablet, house }) => {
	const page = await newTablet('Tablet mit zwei Fenstern');
	await checkIn(page, ANNA);
	await expectAllSent(page);
	const other = await page.context().newPage();
	await other.goto('/');
	await openContact(other, customer('Strobl'));
	await end(house, 'Tablet mit zwei Fenstern', 'lost');
	await page.bringToFront();
	await page.reload();
	for (const window of [page, other]) {
		await expect(window.getByText('Alle Daten wurden von diesem Gerät entfernt')).toBeVisible();
	}
	expect(await copies(page)).toEqual([]);
});
