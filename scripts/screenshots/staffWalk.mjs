/** @typedef {import('@playwright/test').Page} Page */

/** People of the demo; the same on every machine. */
const PERSON = 'Wallner, Leonie';
const PIN = '1234';
const CONTACT = '20063';
const STUDIO = 'Linz Hafen';
const ASSIGNEE = 'Leitung Linz Hafen';

/** What the camera of yesterday afternoon saw: whom the search is to find, the time, and the reason or the words. */
const INCIDENTS = [
	{ find: '22882', clock: '14:32', reason: 'Weitere Person eingelassen' },
	{ find: 'huber pet', clock: '15:07', reason: 'Ohne Handtuch trainiert' },
	{ find: '20094', clock: '15:21', reason: 'Hanteln nicht zurückgelegt' }
];
const IN_HAND = { find: 'kaya', clock: '16:48', reason: 'Nicht autorisierter Zutritt' };

/** @param {Page} page @param {string} name */
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Follows a link of the navigation, without loading the page anew. @param {Page} page @param {string} href */
async function go(page, href) {
	await page.locator(`nav a[href="${href}"]`).click();
	await page.waitForURL((url) => url.pathname === href);
}

/** Waits until all that was written has come back. @param {Page} page */
const settled = (page) => page.locator('.pill.ok').first().waitFor({ state: 'attached', timeout: 120_000 });

/** What a search or a combobox offers; options of a closed select are none. @param {Page} page */
const offered = (page) => page.locator('[role="option"]').first();

/** @param {Page} page @param {string} text */
async function search(page, text) {
	await page.getByRole('combobox', { name: 'CRM-Suchleiste' }).fill(text);
	await offered(page).waitFor();
}

/** @param {Page} page @param {string} label @param {string} text */
async function choose(page, label, text) {
	await page.getByRole('combobox', { name: label }).fill(text);
	await page.locator('[role="option"]').filter({ hasText: text }).first().click();
}

/** @param {Page} page @param {{ find: string, clock: string, reason: string }} incident */
async function beginIncident(page, { find, clock, reason }) {
	await search(page, find);
	await offered(page).click();
	const form = page.getByRole('form', { name: 'Vorkommnis' });
	await form.getByRole('textbox', { name: 'Zeit der Aufnahme' }).fill(clock);
	await button(page, reason).click();
	return form;
}

/** Starts a check of yesterday's footage and writes down what is seen. @param {Page} page */
async function startCheck(page) {
	const form = page.getByRole('form', { name: 'Kamerakontrolle starten' });
	await form.getByRole('combobox', { name: 'Studio' }).selectOption({ label: STUDIO });
	await page.getByRole('radio', { name: 'Aufzeichnung' }).check();
	for (const [end, clock] of [
		['Beginn', '14:00'],
		['Ende', '22:00']
	]) {
		await page.getByRole('combobox', { name: `${end} am` }).selectOption({ label: 'gestern' });
		await page.getByRole('textbox', { name: `${end} um` }).fill(clock);
	}
	await choose(page, 'Zuständigen Mitarbeiter auswählen', ASSIGNEE);
}

/** @param {Page} page @param {import('./photographer.mjs').Photographer} photographer */
async function checkFootage(page, photographer) {
	await go(page, '/checks');
	await photographer.take('checks');
	await startCheck(page);
	await photographer.take('check-start');
	await button(page, 'Kamerakontrolle starten').click();
	await page.waitForURL(/\/checks\/./);
	await photographer.take('check-empty');
	for (const incident of INCIDENTS) {
		await beginIncident(page, incident);
		await button(page, 'Mitteilung speichern').click();
		await page.getByRole('form', { name: 'Vorkommnis' }).waitFor({ state: 'detached' });
	}
	await settled(page);
	await photographer.take('check-list');
	await search(page, IN_HAND.find);
	await photographer.take('check-search');
	const form = await beginIncident(page, IN_HAND);
	await photographer.take('check-running');
	await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill('');
	await button(page, 'Mitteilung speichern').click();
	await photographer.take('check-missing');
	await button(page, 'Schließen ohne Eingabe').click();
	await button(page, 'Kamerakontrolle eingeben').click();
	await photographer.take('check-file');
	await page
		.getByRole('textbox', { name: 'Zusammenfassung' })
		.fill('Drei Vorkommnisse, mit einem Mitglied ist zu sprechen.');
	await button(page, 'Eingabe speichern').click();
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	await photographer.take('check-record');
	await page.goto(`${page.url()}/report`);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await photographer.take('check-report');
}

/** The other screens of the navigation. @param {Page} page @param {import('./photographer.mjs').Photographer} photographer */
async function lookAround(page, photographer) {
	for (const screen of ['tasks', 'blocks', 'board', 'archive', 'reports', 'handover', 'device']) {
		await page.goto(new URL(`/${screen}`, page.url()).href);
		await page.getByRole('heading', { level: 1 }).waitFor();
		await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
		await settled(page);
		await photographer.take(screen);
	}
}

/** @param {Page} page @param {import('./photographer.mjs').Photographer} photographer */
async function writeMessage(page, photographer) {
	await go(page, '/');
	await search(page, 'mül');
	await photographer.take('search');
	await search(page, CONTACT);
	await offered(page).click();
	await page.getByRole('heading', { level: 1, name: CONTACT }).waitFor();
	await photographer.take('contact');
	await page.locator('main').getByRole('link', { name: 'Kundenmitteilung eingeben' }).click();
	const form = page.getByRole('form', { name: 'MAGICFIT CRM Kundenmitteilung' });
	await form.waitFor();
	await photographer.take('form-empty');
	await button(page, 'Mitteilung speichern').click();
	await photographer.take('form-missing');
	await choose(page, 'Zuständigen Mitarbeiter auswählen', 'Buchhaltung');
	await form
		.getByRole('textbox', { name: 'Mitteilungstext' })
		.fill('Hat neue IBAN bekanntgegeben, Formular liegt im Postfach. Bitte ab Dezember umstellen.');
	await form.getByRole('radio', { name: 'Interne Kundenmitteilung' }).check();
	await photographer.take('form');
	await form.getByRole('radio', { name: 'Kunden sperren & entsperren' }).check();
	await photographer.take('form-block');
	await button(page, 'Schließen ohne Eingabe').click();
}

/**
 * Walks through the screens of a shared device, from pairing to the lock.
 * @param {Page} page
 * @param {string} link the demo's
 * @param {import('./photographer.mjs').Photographer} photographer
 */
export async function walkAsStaff(page, link, photographer) {
	await page.goto(new URL('/', link).href);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await photographer.take('welcome');
	await page.goto(new URL('/pair', link).href);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await photographer.take('pair');
	// another fragment alone would not load the page
	await page.goto('about:blank');
	await page.goto(link);
	await settled(page);
	await photographer.take('check-in');
	await page.getByRole('button', { name: PERSON }).first().click();
	await photographer.take('pin');
	for (const digit of PIN) await button(page, digit).click();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
	await settled(page);
	await photographer.take('start');
	await writeMessage(page, photographer);
	await checkFootage(page, photographer);
	await lookAround(page, photographer);
	await page.locator('header .duty button').first().click();
	await photographer.take('duty-menu');
	await page.getByRole('menuitem', { name: 'Sperren' }).click();
	await photographer.take('locked');
}
