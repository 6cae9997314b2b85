/** Rows of the mission as people would live them; what other files show already is not repeated here. See docs/features.md. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, listed, MEHMET, OFFICE, OTHER_STUDIO } from './house/people.ts';
import { checkIn, checkOut } from './steps/duty.ts';
import { entry, fillIn, hint, KINDS, messageForm, openForm, save, writeMessage } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { expectAllSent } from './steps/pill.ts';
import { contactHeading, openContact, resultOf, searchBar } from './steps/search.ts';

const ACTIONS = 'Was soll mit dieser Mitteilung geschehen?';

/** Opens what can be done with a saved message. */
async function chooseAction(page: Page, text: string, action: string): Promise<void> {
	await entry(page, text).getByRole('button', { name: ACTIONS }).click();
	await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('S1 a tablet that was paired has customers, staff, sites and messages of all sites, without network too', async ({
	tablet: page,
	newTablet
}) => {
	test.slow();
	const zauner = customer('Zauner');
	await writeMessage(page, zauner, 'Zauner trainiert ab jetzt in Wels');
	await expectAllSent(page);
	const second = await newTablet();
	await checkIn(second, MEHMET);
	await readyForOffline(second);
	await second.context().setOffline(true);
	await second.reload();
	await openContact(second, zauner);
	await expect(entry(second, 'Zauner trainiert ab jetzt in Wels')).toBeVisible();
	const form = await openForm(second);
	const assignee = form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' });
	for (const name of [listed(EVA), OFFICE.name, `Leitung ${OTHER_STUDIO.name}`]) {
		await assignee.fill(name);
		await expect(form.getByRole('listbox').getByRole('option', { name })).toBeVisible();
	}
	await goOnline(second);
});

test('S2 messages of every kind are written with one form and stand in one list with the customer, newest first', async ({
	tablet: page
}) => {
	const posch = customer('Posch');
	await writeMessage(page, posch, 'Posch hat eine neue Bankverbindung');
	const form = await openForm(page);
	await fillIn(form, 'Posch lobt das neue Gerät', 'feedback');
	await form.getByRole('radio', { name: 'telefonisch' }).check();
	await save(page);
	const entries = page.getByRole('list', { name: 'Mitteilungen' }).getByRole('listitem');
	await expect(entries.filter({ hasText: 'Posch' })).toContainText([
		'Posch lobt das neue Gerät',
		'Posch hat eine neue Bankverbindung'
	]);
});

test('S5 CheckIn, a customer found in the CRM-Suchleiste, CheckOut', async ({ newTablet }) => {
	const plank = customer('Plank');
	const page = await newTablet();
	await checkIn(page, ANNA);
	await searchBar(page).fill('bianca pla');
	await resultOf(page, plank).click();
	await expect(contactHeading(page, plank)).toBeVisible();
	await checkOut(page);
	await expect(page.getByRole('heading', { name: 'CheckIn' })).toBeVisible();
	// nor in what is told to screen readers
	await expect(page.locator('body')).not.toContainText(listed(plank));
});

test.describe('the Community Board', () => {
	const BOARD = 'https://board.example.test';

	test.beforeEach(async ({ house }) => {
		await house.admin.put('/api/settings', { boardUrl: BOARD });
	});
	test.afterEach(async ({ house }) => {
		await house.admin.put('/api/settings', { boardUrl: '' });
	});

	/** The board answers with an empty page: what matters is what it is asked for. */
	async function openBoard(page: Page): Promise<void> {
		await page.context().route(`${BOARD}/**`, (route) => route.fulfill({ body: '<title>Board</title>' }));
	}

	test('S7 S16 the form begins with KundenID and name, and one tap copies just these', async ({
		tablet: page
	}) => {
		const ortner = customer('Ortner');
		await openContact(page, ortner);
		const form = await openForm(page);
		await expect(form).toContainText(`${ortner.id} ${listed(ortner)}`);
		await form.getByRole('button', { name: 'Mitteilung in das Forum übertragen' }).click();
		await expect(hint(page, 'ist kopiert')).toBeVisible();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${ortner.id} ${listed(ortner)}`);
		await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue('');
	});

	test('S8 the form leads to the board, and says to log in there first', async ({ tablet: page }) => {
		await openBoard(page);
		await openContact(page, customer('Stadler'));
		const form = await openForm(page);
		await expect(form.getByText('Bitte melden Sie sich zuerst im Board an.')).toBeVisible();
		const opening = page.context().waitForEvent('page');
		await form.getByRole('link', { name: 'Community Board öffnen' }).click();
		await expect(await opening).toHaveURL(new RegExp(`^${BOARD}`));
	});

	test('S4 S16 S19 a message goes over in two taps, and the question on coming back ticks it off with its address', async ({
		tablet: page
	}) => {
		const riegler = customer('Riegler');
		const text = 'Riegler wünscht sich längere Öffnungszeiten am Sonntag';
		await openBoard(page);
		await openContact(page, riegler);
		const form = await openForm(page);
		await fillIn(form, text, 'feedback');
		await form.getByRole('radio', { name: 'telefonisch' }).check();
		await save(page);
		const nav = page.getByRole('navigation', { name: 'Bereiche' });
		await nav.getByRole('link', { name: 'Community Board' }).click();
		await expect(page.getByRole('main').getByText(text)).toBeVisible();
		const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: text });
		await entry.getByRole('link', { name: listed(riegler) }).click();

		const opening = page.context().waitForEvent('page');
		await chooseAction(page, text, 'Mitteilung in das Forum übertragen');
		const board = await opening;
		await expect(board).toHaveURL(/\/new-topic\?/);
		const asked = new URL(board.url()).searchParams;
		expect(asked.get('title')).toContain(listed(riegler));
		expect(asked.get('body')).toContain(text);
		await board.close();
		// a browser without a window tells nobody that the person looked elsewhere
		await page.evaluate(() => {
			window.dispatchEvent(new Event('blur'));
			window.dispatchEvent(new Event('focus'));
		});

		const question = page.getByRole('dialog', { name: 'Im Community Board eingetragen?' });
		await expect(question.getByRole('button', { name: 'Später' })).toBeVisible();
		await question.getByRole('textbox', { name: 'Adresse des Beitrags' }).fill(`${BOARD}/t/riegler/12`);
		await question.getByRole('button', { name: 'Ja' }).click();
		await expect(question).toBeHidden();
		await nav.getByRole('link', { name: 'Community Board' }).click();
		await page.getByRole('radio', { name: /^eingetragen/ }).check();
		await expect(page.getByRole('main').getByText(text)).toBeVisible();
		await expect(page.getByRole('link', { name: /Beitrag öffnen/ }).first()).toHaveAttribute(
			'href',
			`${BOARD}/t/riegler/12`
		);
	});
});

test('S11c a customer is blocked until a date with a reason, and every tablet says so', async ({
	tablet: page,
	tabletOf
}) => {
	const grabner = customer('Grabner');
	const second = await tabletOf(MEHMET);
	await openContact(second, grabner);
	await openContact(page, grabner);
	const form = await openForm(page);
	await fillIn(form, 'Zahlt Ende des Monats', 'block');
	await form.getByRole('combobox', { name: 'Sperrgrund' }).selectOption('Fehlende Dokumente');
	await form.getByRole('radio', { name: 'bis Datum' }).check();
	const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE', {
		timeZone: 'Europe/Vienna'
	});
	await form.getByLabel('Kunde wird gesperrt bis').fill(tomorrow);
	await save(page);
	for (const tablet of [page, second]) {
		await expect(tablet.getByText('Gesperrt: Fehlende Dokumente')).toBeVisible();
	}
	await searchBar(second).fill(grabner.id);
	await expect(resultOf(second, grabner)).toContainText('gesperrt');
});

test('S17 a block is lifted in one tap, and the lift stands with the message on every tablet', async ({
	tablet: page,
	tabletOf
}) => {
	const traun = customer('Traun');
	const second = await tabletOf(MEHMET);
	await openContact(page, traun);
	const form = await openForm(page);
	await fillIn(form, 'Kein Ausweis dabei', 'block');
	await form.getByRole('combobox', { name: 'Sperrgrund' }).selectOption('Fehlende Dokumente');
	await form.getByRole('radio', { name: 'ohne Ende sperren' }).check();
	await save(page);
	await openContact(second, traun);
	await expect(second.getByText('Gesperrt: Fehlende Dokumente')).toBeVisible();
	await openForm(second);
	await messageForm(second).getByRole('button', { name: 'Sperre aufheben' }).last().click();
	await expect(second.getByText('Gesperrt: Fehlende Dokumente')).toBeHidden();
	await expect(page.getByText('Gesperrt: Fehlende Dokumente')).toBeHidden();
	await expect(entry(page, 'Kein Ausweis dabei')).toContainText(listed(MEHMET));
});

test('S20 a lead archives by hand, finds it in the archive, which needs the network, and brings it back', async ({
	tabletOf
}) => {
	test.slow();
	const schober = customer('Schober');
	const text = 'Schober hat den Spind gewechselt';
	const page = await tabletOf(EVA);
	await openContact(page, schober);
	const form = await openForm(page);
	await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill(text);
	await form.getByRole('radio', { name: KINDS.internal }).check();
	await form.getByRole('checkbox', { name: /nur zur Kenntnis/ }).check();
	await save(page);
	await chooseAction(page, text, 'Archivieren');
	await expect(hint(page, 'Archiviert')).toBeVisible();
	await page.getByRole('button', { name: 'Rückgängig' }).last().click();
	await entry(page, text).getByRole('button', { name: ACTIONS }).click();
	await page.getByRole('menuitem', { name: 'Archivieren', exact: true }).click();
	await expectAllSent(page);

	await page.getByRole('link', { name: 'Archiv', exact: true }).click();
	const search = page.getByRole('searchbox', { name: 'Suche im Archiv' });
	// the server moves it within some seconds
	await expect(async () => {
		await search.fill('xylophon');
		await expect(page.getByRole('heading', { name: 'Nichts gefunden' })).toBeVisible();
		await search.fill('spind');
		await expect(entry(page, text)).toBeVisible({ timeout: 3_000 });
	}).toPass({ timeout: 60_000 });
	await page.context().setOffline(true);
	await search.fill('spinde');
	await expect(page.getByText('Ältere Mitteilungen brauchen das Netz')).toBeVisible();
	await goOnline(page);
	await search.fill('spind');
	await entry(page, text).getByRole('button', { name: 'Wiederherstellen' }).click();
	await expect(hint(page, 'Wiederhergestellt')).toBeVisible();
	await openContact(page, schober);
	await expect(entry(page, text)).toBeVisible({ timeout: 60_000 });
});
