import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { BuiltServer } from './house/builtServer.ts';
import { ADMIN, ANNA, customer, OFFICE, STUDIO } from './house/people.ts';
import { begin, fileCheck, goToChecks, openFiling, startForm } from './steps/check.ts';
import { checkIn, chooseDuty, choosePerson } from './steps/duty.ts';
import { chooseAssignee, fillIn, KINDS, messageForm, openForm, save } from './steps/message.ts';
import { openContact, resultOf, results, searchBar } from './steps/search.ts';

/** Has axe look at the screen as it stands, in light and dark. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		const { violations } = await new AxeBuilder({ page }).analyze();
		const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
		expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
	}
}

test.describe('axe finds nothing, in light and dark (DESIGN § 10)', () => {
	test.slow();

	test('before anybody is known: setup, welcome, pairing, sign-in', async ({ newBrowser }) => {
		const empty = await BuiltServer.start();
		const page = await newBrowser();
		await page.goto(empty.setupLink);
		await expect(page.getByRole('heading', { name: 'Dienstbuch einrichten' })).toBeVisible();
		await expectAccessible(page, 'setup');
		await page.getByRole('button', { name: 'Zugang anlegen' }).click();
		await expectAccessible(page, 'setup with problems');
		await empty.remove();

		await page.goto('/');
		await expect(page.getByRole('heading', { name: 'Willkommen bei Dienstbuch' })).toBeVisible();
		await expectAccessible(page, 'welcome');
		await page.getByRole('link', { name: 'Gerät koppeln' }).click();
		await page.getByRole('button', { name: 'Koppeln' }).click();
		await expectAccessible(page, 'pairing');
		await page.goto('/sign-in');
		await page.getByRole('button', { name: 'Anmelden' }).click();
		await expectAccessible(page, 'sign-in');
	});

	test('at a tablet: check-in, Start, search, customer, form, Gerät, lock', async ({ newTablet }) => {
		const strobl = customer('Strobl');
		const page = await newTablet();
		await expectAccessible(page, 'check-in');
		await choosePerson(page, ANNA);
		await expectAccessible(page, 'PIN');
		await page.getByRole('button', { name: 'Andere Person' }).click();
		await checkIn(page, ANNA);

		await searchBar(page).fill('st');
		await expect(results(page).first()).toBeVisible();
		await expectAccessible(page, 'search');
		await openContact(page, strobl);
		const form = await openForm(page);
		await expectAccessible(page, 'form');
		await form.getByRole('radio', { name: KINDS.block }).check();
		await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expectAccessible(page, 'form with problems');
		await fillIn(messageForm(page), 'Ausweis fehlt', 'block');
		await form.getByRole('combobox', { name: 'Sperrgrund' }).selectOption('Fehlende Dokumente');
		await form.getByRole('radio', { name: '5 Tage' }).check();
		await save(page);
		await expectAccessible(page, 'customer with a block');
		await page.getByRole('link', { name: 'Start' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();
		await expectAccessible(page, 'Start');
		await page.getByRole('link', { name: 'Gerät' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Gerät' })).toBeVisible();
		await expectAccessible(page, 'Gerät');
		await chooseDuty(page, 'Sperren');
		await expect(page.getByRole('heading', { name: 'Gesperrt' })).toBeVisible();
		await expectAccessible(page, 'lock');
	});

	test('in a camera check: list, running check, incident, filing, record', async ({ tablet: page }) => {
		await goToChecks(page);
		await expectAccessible(page, 'checks');
		const form = startForm(page);
		await chooseAssignee(form, OFFICE.name);
		await begin(form, STUDIO.name);
		await expectAccessible(page, 'running check');
		await searchBar(page).fill('gruber');
		await resultOf(page, customer('Gruber')).click();
		await page.getByRole('button', { name: 'Weitere Person eingelassen' }).click();
		await expectAccessible(page, 'incident');
		await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
		const dialog = await openFiling(page);
		await expectAccessible(page, 'filing');
		await fileCheck(page, 'Ein Vorkommnis', dialog);
		await expect(dialog).toBeHidden();
		await expectAccessible(page, 'record');
	});

	test('under Administration', async ({ newBrowser }) => {
		const page = await newBrowser();
		await page.goto('/sign-in');
		await page.getByRole('textbox', { name: 'Benutzername' }).fill(ADMIN.username);
		await page.getByLabel('Passwort').fill(ADMIN.password);
		await page.getByRole('button', { name: 'Anmelden' }).click();
		await expect(page.getByRole('heading', { name: 'Um welchen Standort geht es?' })).toBeVisible();
		await expectAccessible(page, 'choice of the site');
		await page.getByRole('button', { name: OFFICE.name }).click();
		await page.getByRole('link', { name: 'Administration' }).click();
		await expectAccessible(page, 'overview');
		for (const part of ['Geräte', 'Importe', 'Mitarbeiter', 'Einstellungen']) {
			const link = page.getByRole('main').getByRole('link', { name: part });
			await link.click();
			await expect(link).toHaveAttribute('aria-current', 'page');
			await expect(page.getByText('wird geladen …')).toBeHidden();
			await expectAccessible(page, part);
		}
		await page.getByRole('main').getByRole('link', { name: 'Geräte' }).click();
		await page.getByRole('button', { name: 'Gerät koppeln' }).click();
		await expectAccessible(page, 'pairing a device');
	});
});
