import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, GEORG, listed, MEHMET, OFFICE } from './house/people.ts';
import { checkIn } from './steps/duty.ts';
import { entry, hint } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { expectAllSent, expectPill } from './steps/pill.ts';
import { chooseOf, giveTask, goTo, handOn, tasksLink } from './steps/tasks.ts';

/** A tablet at which Georg is on duty, who works elsewhere and has to be searched for. */
async function officeTablet(newTablet: () => Promise<Page>): Promise<Page> {
	const page = await newTablet();
	await page.getByLabel('Mitarbeiter suchen').fill(GEORG.last);
	await checkIn(page, GEORG);
	return page;
}

test.describe('S9 tasks', () => {
	test('S9 what goes to a person is unread at their tablet until they look; done and reopened in place', async ({
		tablet: page,
		tabletOf
	}) => {
		const second = await tabletOf(MEHMET);
		await giveTask(page, MEHMET, customer('Plank'), 'Bitte Plank wegen der IBAN anrufen');
		await expect(tasksLink(second)).toHaveAccessibleName(/^Aufgaben, \d+ ungelesen$/);
		await goTo(second, 'Aufgaben');
		const task = entry(second, 'Bitte Plank wegen der IBAN anrufen');
		await expect(task).toContainText('neu');
		await expect(tasksLink(second)).toHaveAccessibleName('Aufgaben');

		await task.getByRole('button', { name: 'Erledigt' }).click();
		// it stays where it was, to be taken back
		await expect(task).toContainText('erledigt von Öztürk, Mehmet');
		await task.getByRole('button', { name: 'Wieder öffnen' }).click();
		await expect(task).toContainText('offen');
		await task.getByRole('button', { name: 'Erledigt' }).click();
		await hint(second, 'Als erledigt eingetragen').last().waitFor();
		await expect(entry(page, 'Bitte Plank wegen der IBAN anrufen')).toContainText('erledigt von');
		// the next look is without it
		await goTo(second, 'Start');
		await goTo(second, 'Aufgaben');
		await expect(task).toBeHidden();
	});

	test('S9 goes to the lead of a studio and to an office; each sees their own', async ({
		tablet: page,
		tabletOf,
		newTablet
	}) => {
		const traun = customer('Traun');
		await giveTask(page, 'Leitung Linz Urfahr', traun, 'Für die Leitung: Spind 12 klemmt');
		await giveTask(page, OFFICE.name, traun, 'Für die Verwaltung: neue Adresse');
		await goTo(page, 'Aufgaben');
		await expect(entry(page, 'Spind 12 klemmt')).toBeHidden();
		await page.getByRole('radio', { name: /^Mein Standort/ }).check();
		await expect(entry(page, 'Spind 12 klemmt')).toBeVisible();
		await expect(entry(page, 'neue Adresse')).toBeHidden();
		await page.getByRole('radio', { name: /^Alle/ }).check();
		await expect(entry(page, 'neue Adresse')).toBeVisible();
		// the address shows the same to whoever opens it
		await expect(page).toHaveURL(/show=all/);
		await page.reload();
		await expect(page.getByRole('radio', { name: /^Alle/ })).toBeChecked();

		const lead = await tabletOf(EVA);
		await goTo(lead, 'Aufgaben');
		await expect(entry(lead, 'Spind 12 klemmt')).toBeVisible();
		await expect(entry(lead, 'neue Adresse')).toBeHidden();
		const office = await officeTablet(newTablet);
		await goTo(office, 'Aufgaben');
		await expect(entry(office, 'neue Adresse')).toBeVisible();
		await expect(entry(office, 'Spind 12 klemmt')).toBeHidden();
	});

	test('S9 handed on, and taken back with one tap', async ({ tablet: page, tabletOf }) => {
		const second = await tabletOf(MEHMET);
		await giveTask(page, ANNA, customer('Zauner'), 'Zauner will eine Rechnung');
		await goTo(page, 'Aufgaben');
		const task = entry(page, 'Zauner will eine Rechnung');
		await handOn(task, MEHMET);
		await expect(task).toContainText(`zuständig: ${listed(MEHMET)}`);
		await goTo(second, 'Aufgaben');
		await expect(entry(second, 'Zauner will eine Rechnung')).toBeVisible();
		await page.getByRole('button', { name: 'Rückgängig' }).click();
		await expect(task).toContainText(`zuständig: ${listed(ANNA)}`);
	});

	test('S3 done on one tablet and handed on and withdrawn on another without network: both end the same', async ({
		tablet: page,
		tabletOf
	}) => {
		const text = 'Posch: Karte gesperrt, bitte neue ausgeben';
		const second = await tabletOf(EVA);
		await giveTask(page, EVA, customer('Posch'), text);
		await goTo(second, 'Aufgaben');
		await expect(entry(second, text)).toBeVisible();
		await expectAllSent(page);
		await readyForOffline(page);
		await readyForOffline(second);
		await page.context().setOffline(true);
		await second.context().setOffline(true);
		await expectPill(second, 'offline, alles gesendet');

		// on the first: done, and handed on to Mehmet before that
		const first = entry(page, text);
		await chooseOf(first, 'Weitergeben');
		const dialog = page.getByRole('dialog', { name: 'Mitteilung weitergeben' });
		await dialog.getByRole('combobox', { name: 'Neuer zuständiger Mitarbeiter' }).fill(listed(MEHMET));
		await dialog.getByRole('option', { name: listed(MEHMET) }).click();
		await dialog.getByRole('button', { name: 'Weitergeben' }).click();
		await chooseOf(first, 'Erledigt');
		// on the other, which knows nothing of it: handed on to Anna, then done as well
		await handOn(entry(second, text), ANNA);
		await entry(second, text).getByRole('button', { name: 'Erledigt' }).click();

		await goOnline(page);
		await goOnline(second);
		await expectAllSent(page);
		await expectAllSent(second);
		// whoever wrote later: the same person on both; done counts once, credited to the first
		const credit = `erledigt von ${listed(ANNA)}`;
		await expect(first).toContainText(credit);
		await expect(entry(second, text)).toContainText(credit);
		await expect(first).toContainText(`zuständig: ${listed(ANNA)}`);
		await expect(entry(second, text)).toContainText(`zuständig: ${listed(ANNA)}`);
	});
});

test('nothing to do: the screen says what it is for', async ({ newTablet }) => {
	const page = await officeTablet(newTablet);
	await goTo(page, 'Aufgaben');
	await page.getByRole('radio', { name: /^Mein Standort/ }).check();
	const some = page.getByRole('list', { name: 'Aufgaben' });
	const none = page.getByRole('heading', { name: 'Keine offenen Aufgaben für Ihren Standort' });
	await expect(some.or(none)).toBeVisible();
});
