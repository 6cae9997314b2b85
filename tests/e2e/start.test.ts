import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, MEHMET } from './house/people.ts';
import { checkIn, checkOut, expectOnDuty } from './steps/duty.ts';
import { entry, fillIn, openForm, save, writeMessage } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { expectAllSent } from './steps/pill.ts';
import { openContact } from './steps/search.ts';
import { goTo } from './steps/tasks.ts';

test('filters are kept in the address: a link shows the same, and what it does not know is left out', async ({
	tablet: page
}) => {
	const eder = customer('Eder');
	await writeMessage(page, eder, 'Eder: für den Filter, intern');
	await openContact(page, eder);
	const form = await openForm(page);
	await fillIn(form, 'Eder: für den Filter, ein Wunsch', 'feedback');
	await form.getByRole('radio', { name: 'telefonisch' }).check();
	await save(page);
	await goTo(page, 'Start');
	const stream = page.getByRole('list', { name: 'Mitteilungen' });
	const internal = stream.getByRole('listitem').filter({ hasText: 'für den Filter, intern' });
	const wish = stream.getByRole('listitem').filter({ hasText: 'für den Filter, ein Wunsch' });
	await expect(internal).toBeVisible();

	await page.getByRole('button', { name: 'Anliegen' }).click();
	await page.getByRole('combobox', { name: 'Zustand' }).selectOption('offen');
	await page.getByRole('combobox', { name: 'Zeitraum' }).selectOption('heute');
	await page.getByRole('combobox', { name: 'Zuständig' }).selectOption('Verwaltung Linz');
	await expect(wish).toBeVisible();
	await expect(internal).toBeHidden();
	await expect(page).toHaveURL(/kind=feedback.*state=open.*assignee=office%3AVER.*period=today/);
	await page.reload();
	await expect(wish).toBeVisible();
	await expect(internal).toBeHidden();
	await expect(page.getByRole('combobox', { name: 'Zeitraum' })).toHaveValue('today');

	await page.getByRole('combobox', { name: 'Zeitraum' }).selectOption('gestern');
	await expect(page.getByText('Keine Mitteilung passt zu diesem Filter')).toBeVisible();
	await page.getByRole('button', { name: 'Alle Filter löschen' }).click();
	await expect(internal).toBeVisible();

	await page.goto('/?site=NIRGENDS&state=<b>&kind=unsinn&period=dates&from=2026-02-30&assignee=alle');
	await expectOnDuty(page, ANNA);
	await expect(internal).toBeVisible();
	await expect(page.getByRole('combobox', { name: 'Standort' })).toHaveValue('');
});

test('§ 7.3 new since my last duty by arrival: also what was written before, on a tablet without network', async ({
	tablet: page,
	tabletOf
}) => {
	const late = 'Fischer: vor dem Dienstende geschrieben, ohne Netz';
	const winkler = customer('Winkler');
	await writeMessage(page, winkler, 'Winkler: schon vorher da');
	await expectAllSent(page);
	const other = await tabletOf(MEHMET);
	await readyForOffline(other);
	await other.context().setOffline(true);
	await writeMessage(other, customer('Fischer'), late);

	// Anna goes, Eva comes: for each of them other things are new
	await checkOut(page);
	await checkIn(page, EVA);
	await writeMessage(page, winkler, 'Winkler: während Anna nicht da war');
	await goOnline(other);
	await expectAllSent(other);
	await goTo(page, 'Start');
	await expect(entry(page, late).first()).toBeVisible();
	await checkOut(page);
	await checkIn(page, ANNA);

	await goTo(page, 'Start');
	const fresh = page.getByRole('region', { name: 'Neu seit letztem Dienst' });
	await expect(fresh).toContainText('Linz Urfahr');
	const stream = page.getByRole('list', { name: 'Mitteilungen' });
	const item = (text: string) => stream.getByRole('listitem').filter({ hasText: text });
	await expect(item(late)).toContainText('neu');
	await expect(item('Winkler: während Anna nicht da war')).toContainText('neu');
	await expect(item('Winkler: schon vorher da')).not.toContainText('neu');

	await fresh
		.getByRole('link', { name: /Neu seit Ihrem letzten Dienst|neu seit Ihrem letzten Dienst/ })
		.click();
	await expect(item(late)).toBeVisible();
	await expect(item('Winkler: schon vorher da')).toBeHidden();

	await fresh.getByRole('link', { name: 'Übergabe ansehen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Übergabe' })).toBeVisible();
	await expect(page.getByRole('article')).toContainText(late);
	await expect(page.getByRole('heading', { name: /^Offene Aufgaben/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: /^Offene Kamerakontrollen/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: /^Sperren, die in 7 Tagen enden/ })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation', { name: 'Bereiche' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Drucken' })).toBeHidden();
	await expect(page.getByRole('article')).toContainText(late);
	await page.emulateMedia({ media: 'screen' });

	await page.getByRole('button', { name: 'Als gesehen markieren' }).click();
	await expect(page.getByText('Seit Ihrem letzten Dienst kam nichts Neues.')).toBeVisible();
	await page.reload();
	await expectOnDuty(page, ANNA);
	await expect(page.getByText('Seit Ihrem letzten Dienst kam nichts Neues.')).toBeVisible();
});

test('on a phone four screens are in the bar and the others behind "Mehr"', async ({ tablet: page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	const bar = page.getByRole('navigation', { name: 'Bereiche' });
	await expect(bar.getByRole('link')).toHaveCount(4);
	await bar.getByRole('button', { name: 'Mehr', exact: true }).click();
	for (const name of ['Community Board', 'Archiv', 'Berichte', 'Gerät']) {
		await expect(bar.getByRole('link', { name })).toBeVisible();
	}
	await bar.getByRole('link', { name: 'Gerät' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Gerät' })).toBeVisible();
	await expect(bar.getByRole('link', { name: 'Archiv' })).toBeHidden();
	await page.getByRole('button', { name: 'Mehr', exact: true }).click();
	await page.keyboard.press('Escape');
	await expect(bar.getByRole('link', { name: 'Archiv' })).toBeHidden();
});
