import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, listed, MEHMET, type Customer } from './house/people.ts';
import { entry, fillIn, hint, messageForm, openForm, save } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';
import { openContact } from './steps/search.ts';

const RESERVED = 'Offener Betrag';
const OPEN = 'Fehlende Dokumente';

async function block(page: Page, who: Customer, text: string, reason = OPEN): Promise<void> {
	await openContact(page, who);
	const form = await openForm(page);
	await fillIn(form, text, 'block');
	await form.getByRole('combobox', { name: 'Sperrgrund' }).selectOption(reason);
	await form.getByRole('radio', { name: 'ohne Ende sperren' }).check();
	await save(page);
}

const banner = (page: Page, reason: string) => page.getByText(`Gesperrt: ${reason}`);
const openList = (page: Page) =>
	page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name: 'Sperren' }).click();

test('S11c the customer is told what somebody wrote, and days that cannot be are said at the field', async ({
	tablet: page
}) => {
	await openContact(page, customer('Glaser'));
	const form = await openForm(page);
	await fillIn(form, 'Kommt im Dezember wieder', 'block');
	await form.getByRole('combobox', { name: 'Sperrgrund' }).selectOption(OPEN);
	const told = form.getByRole('textbox', { name: 'Was dem Kunden gesagt wird' });
	await expect(told).toHaveValue(OPEN);
	await told.fill('Bitte bringen Sie Ihren Ausweis mit');
	await form.getByRole('radio', { name: 'bis Datum' }).check();
	const day = form.getByLabel('Kunde wird gesperrt bis');
	await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
	await expect(day).toHaveAccessibleDescription(/letzten Tag der Sperre/);
	await day.fill('2020-01-01');
	await expect(day).toHaveAccessibleDescription('Dieser Tag ist schon vorbei');
	await day.fill('9999-12-31');
	await expect(day).toHaveAccessibleDescription(/Höchstens zehn Jahre/);
	await form.getByRole('radio', { name: '5 Tage' }).check();
	await save(page);
	await expect(page.getByText('Dem Kunden gesagt: Bitte bringen Sie Ihren Ausweis mit')).toBeVisible();
	await expect(page.getByText('Nur dokumentiert – Zutritt nicht automatisch gesperrt').first()).toBeVisible();
});

test('S11c a violation leads to a block in one tap, with the reason filled in and the way back to it', async ({
	tablet: page
}) => {
	const huemer = customer('Huemer');
	await openContact(page, huemer);
	const form = await openForm(page);
	await fillIn(form, 'Hat im Freihantelbereich gebrüllt', 'violation');
	await form.getByRole('combobox', { name: 'Punkt der Hausordnung' }).selectOption({ index: 1 });
	await save(page);
	await entry(page, 'Freihantelbereich').getByRole('link', { name: 'Kunde sperren' }).click();
	const blocking = messageForm(page);
	await expect(blocking.getByRole('combobox', { name: 'Sperrgrund' })).toHaveValue('house-rules');
	await expect(blocking.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(/Freihantelbereich/);
	await blocking.getByRole('radio', { name: '14 Tage' }).check();
	await save(page);
	await expect(banner(page, 'Verstoß gegen die Hausordnung')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Anlass ansehen' }).first()).toBeVisible();
	await expect(page.getByRole('link', { name: 'Gesperrt deswegen' })).toBeVisible();
});

test('S17 a reserved reason is lifted by staff with a reason, which the lead has as a task; the lead needs none', async ({
	tabletOf
}) => {
	test.slow();
	const kogler = customer('Kogler');
	const page = await tabletOf(ANNA);
	const lead = await tabletOf(EVA);
	await block(page, kogler, 'Rate für Oktober fehlt', RESERVED);
	await page.getByRole('button', { name: 'Sperre aufheben' }).click();
	const dialog = page.getByRole('dialog', { name: `Sperre aufheben: ${RESERVED}` });
	await dialog.getByRole('button', { name: 'Sperre aufheben' }).click();
	await expect(dialog.getByRole('textbox', { name: 'Begründung' })).toHaveAccessibleDescription(/Bitte/);
	await dialog.getByRole('textbox', { name: 'Begründung' }).fill('hat bar bezahlt');
	await dialog.getByRole('button', { name: 'Sperre aufheben' }).click();
	await expect(banner(page, RESERVED)).toBeHidden();
	await expect(entry(page, 'Begründung: hat bar bezahlt')).toContainText('Leitung Linz Urfahr');
	await openContact(lead, kogler);
	await expect(entry(lead, 'Begründung: hat bar bezahlt')).toBeVisible({ timeout: 30_000 });

	await block(page, kogler, 'Rate für November fehlt', RESERVED);
	await expect(banner(lead, RESERVED)).toBeVisible({ timeout: 30_000 });
	await lead.getByRole('button', { name: 'Sperre aufheben' }).click();
	await expect(banner(lead, RESERVED)).toBeHidden();
	await expect(banner(page, RESERVED)).toBeHidden({ timeout: 30_000 });
});

test('S17 of several blocks one is lifted, or all; two devices that lift at once agree', async ({
	tabletOf
}) => {
	test.slow();
	const leeb = customer('Leeb');
	const page = await tabletOf(ANNA);
	const second = await tabletOf(MEHMET);
	await block(page, leeb, 'Ausweis fehlt');
	await block(page, leeb, 'Kartei unvollständig', 'Fehlende Daten');
	await openContact(second, leeb);
	for (const tablet of [page, second])
		await expect(banner(tablet, 'Fehlende Daten')).toBeVisible({ timeout: 30_000 });
	await Promise.all(
		[page, second].map((tablet) => tablet.getByRole('button', { name: 'Alle aufheben' }).click())
	);
	for (const tablet of [page, second]) {
		await expect(banner(tablet, OPEN)).toBeHidden();
		await expect(banner(tablet, 'Fehlende Daten')).toBeHidden();
	}
	const lines = () => Promise.all([page, second].map((tablet) => entry(tablet, 'Ausweis fehlt').innerText()));
	await expect
		.poll(
			async () => {
				const [one, other] = (await lines()).map((line) => /aufgehoben .*? von [^\n]*/.exec(line)?.[0]);
				return one !== undefined && one === other;
			},
			{ timeout: 40_000 }
		)
		.toBe(true);
});

test('S17 of two blocks with the same reason one is lifted from the form, and its text stays', async ({
	tablet: page
}) => {
	const leeb = customer('Leeb');
	await block(page, leeb, 'Ausweis fehlt');
	await block(page, leeb, 'Ausweis fehlt noch immer');
	const form = await openForm(page);
	const text = form.getByRole('textbox', { name: 'Mitteilungstext' });
	await text.fill('Hat ihn heute gebracht');
	// The last of them stands below the form, the others at the banners.
	const lifts = form.getByRole('button', { name: 'Sperre aufheben' });
	await lifts.last().click();
	const choices = page.getByRole('menuitem');
	await expect(choices).toHaveText([
		/Fehlende Dokumente\s+ohne Ende, gesperrt heute/,
		/Fehlende Dokumente\s+ohne Ende, gesperrt heute/,
		'Alle aufheben'
	]);
	await choices.first().click();
	await expect(hint(page, `Sperre aufgehoben: ${OPEN}`)).toBeVisible();
	await expect(text).toHaveValue('Hat ihn heute gebracht');
	await expect(lifts).toHaveCount(2);
	await lifts.last().click();
	await expect(lifts).toHaveCount(0);
});

test('S11c the list has who, why, until and by whom, keeps its filter in the address, and lifts', async ({
	tablet: page
}) => {
	const bernhofer = customer('Bernhofer');
	await block(page, bernhofer, 'Ausweis abgelaufen');
	await openList(page);
	await page.getByRole('searchbox', { name: 'Name oder KundenID' }).fill('bernh');
	const row = page.getByRole('listitem').filter({ hasText: listed(bernhofer) });
	await expect(row).toContainText(OPEN);
	await expect(row).toContainText('ohne Ende');
	await expect(row).toContainText(listed(ANNA));
	await expect(page).toHaveURL(/\?q=bernh$/);
	await page.reload();
	await expect(page.getByRole('searchbox', { name: 'Name oder KundenID' })).toHaveValue('bernh');
	await row.getByRole('button', { name: 'Sperre aufheben' }).click();
	await expect(page.getByRole('heading', { name: 'Niemand ist gesperrt' })).toBeVisible();
	await page.getByRole('radio', { name: /aufgehoben oder abgelaufen/ }).check();
	await expect(row).toContainText('aufgehoben');
});

test('S11c without network a block says as of when it is known', async ({ tablet: page }) => {
	const zehetner = customer('Zehetner');
	await readyForOffline(page);
	await block(page, zehetner, 'Ausweis fehlt');
	await page.context().setOffline(true);
	await expect(page.getByText(/Stand \d\d:\d\d/).first()).toBeVisible();
});
