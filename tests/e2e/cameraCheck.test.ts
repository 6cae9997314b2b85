import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, listed, MEHMET, OTHER_STUDIO } from './house/people.ts';
import { entry, hint } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';
import { openContact, resultOf, searchBar } from './steps/search.ts';

/** Starts a check of yesterday's recording from 22:00 to 23:30. */
async function startRecording(page: Page, studio: string): Promise<void> {
	await page.getByRole('link', { name: 'Kamerakontrolle' }).click();
	const form = page.getByRole('form', { name: 'Kamerakontrolle starten' });
	await form.getByRole('combobox', { name: 'Studio' }).selectOption(studio);
	await form.getByRole('radio', { name: 'Aufzeichnung' }).check();
	await form.getByRole('combobox', { name: 'Beginn am' }).selectOption('gestern');
	await form.getByRole('textbox', { name: 'Beginn um' }).fill('22:00');
	await form.getByRole('combobox', { name: 'Ende am' }).selectOption('gestern');
	await form.getByRole('textbox', { name: 'Ende um' }).fill('23:30');
	await form.getByRole('button', { name: 'Kamerakontrolle starten' }).click();
	const assignee = form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' });
	await expect(assignee).toBeFocused();
	await expect(assignee).toHaveAccessibleDescription(/Bitte auswählen, wer für Vorkommnisse zuständig ist/);
	await assignee.fill('Leitung');
	await form
		.getByRole('listbox')
		.getByRole('option', { name: `Leitung ${studio}` })
		.click();
	await form.getByRole('button', { name: 'Kamerakontrolle starten' }).click();
	await expect(page.getByRole('heading', { level: 1, name: `Kamerakontrolle ${studio}` })).toBeVisible();
}

/** Files the check that runs. */
async function file(page: Page, summary: string): Promise<void> {
	await page.getByRole('button', { name: 'Kamerakontrolle eingeben' }).click();
	const dialog = page.getByRole('dialog', { name: 'Kamerakontrolle eingeben' });
	await dialog.getByRole('textbox', { name: 'Zusammenfassung' }).fill(summary);
	await dialog.getByRole('button', { name: 'Eingabe speichern' }).click();
	await expect(hint(page, 'Kamerakontrolle eingegeben')).toBeVisible();
}

/** Taps, and counts them. */
class Taps {
	count = 0;

	async on(target: Locator): Promise<void> {
		await target.click();
		this.count += 1;
	}
}

test.describe('a camera check (S11b)', () => {
	test('of a recording: incidents in four taps and a line of text, filed, and seen on another tablet', async ({
		tablet: page,
		tabletOf
	}) => {
		const raml = customer('Raml');
		await startRecording(page, OTHER_STUDIO.name);

		await test.step('an incident of a customer, in four taps and a line of text or less', async () => {
			const taps = new Taps();
			await taps.on(searchBar(page));
			await page.keyboard.type('raml', { delay: 80 });
			await taps.on(resultOf(page, raml));
			await page.getByRole('textbox', { name: 'Zeit der Aufnahme' }).fill('2214');
			await taps.on(page.getByRole('button', { name: 'Weitere Person eingelassen' }));
			await taps.on(page.getByRole('button', { name: 'Mitteilung speichern' }));
			await expect(hint(page, 'Gespeichert').last()).toBeVisible();
			expect(taps.count).toBeLessThanOrEqual(4);
			await expect(page.getByRole('heading', { name: 'In dieser Kontrolle (1)' })).toBeVisible();
		});

		await test.step('and one of somebody whom nobody knows', async () => {
			await page.getByRole('button', { name: 'Unbekannte Person' }).click();
			await page.getByRole('textbox', { name: 'Beschreibung' }).fill('männlich, rote Jacke');
			await page.getByRole('button', { name: '1 Minute später' }).click();
			await page.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Über das Drehkreuz gestiegen');
			await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
			await expect(page.getByRole('heading', { name: 'In dieser Kontrolle (2)' })).toBeVisible();
		});

		const incidents = page.getByRole('region', { name: 'Kunden finden' }).getByRole('listitem');
		await expect(incidents.filter({ hasText: 'Weitere Person eingelassen' })).toContainText('22:14');
		await expect(incidents.filter({ hasText: 'Über das Drehkreuz gestiegen' })).toContainText('22:15');
		await expect(incidents.filter({ hasText: 'Unbekannte Person (männlich, rote Jacke)' })).toBeVisible();

		await test.step('it is not filed without a summary', async () => {
			await page.getByRole('button', { name: 'Kamerakontrolle eingeben' }).click();
			const dialog = page.getByRole('dialog', { name: 'Kamerakontrolle eingeben' });
			await dialog.getByRole('button', { name: 'Eingabe speichern' }).click();
			const summary = dialog.getByRole('textbox', { name: 'Zusammenfassung' });
			await expect(summary).toBeFocused();
			await expect(summary).toHaveAccessibleDescription(/Bitte kurz zusammenfassen/);
			await dialog.getByRole('button', { name: 'Schließen', exact: true }).click();
		});
		await file(page, 'Zwei Vorkommnisse am Abend, sonst ruhig');

		const second = await tabletOf(MEHMET);
		await second.getByRole('link', { name: 'Kamerakontrolle' }).click();
		await second
			.getByRole('link', { name: new RegExp(`^${OTHER_STUDIO.name}.*2 Vorkommnisse`) })
			.first()
			.click();
		await expect(second.getByText('Zwei Vorkommnisse am Abend, sonst ruhig')).toBeVisible();
		await expect(
			second.getByRole('listitem').filter({ hasText: 'Weitere Person eingelassen' })
		).toContainText('22:14');
		await openContact(second, raml);
		await expect(entry(second, 'Weitere Person eingelassen')).toContainText('nur zur Kenntnis');
		await expect(second.getByText('1 Verstoß in 12 Monaten')).toBeVisible();
	});

	test('goes on after a reload without network, with the incident that was being written', async ({
		tablet: page
	}) => {
		const kitzberger = customer('Kitzberger');
		await startRecording(page, 'Linz Urfahr');
		await searchBar(page).fill(kitzberger.id);
		await resultOf(page, kitzberger).click();
		await page.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Ohne Handtuch auf der Bank');
		await readyForOffline(page);
		await page.context().setOffline(true);
		await page.reload();
		await expect(page.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
			'Ohne Handtuch auf der Bank'
		);
		await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expect(page.getByRole('heading', { name: 'In dieser Kontrolle (1)' })).toBeVisible();
		await file(page, 'Ohne Netz eingegeben');
	});

	test('that somebody else started is filed for them', async ({ tablet: page, tabletOf }) => {
		await startRecording(page, OTHER_STUDIO.name);
		const second = await tabletOf(EVA);
		await second.getByRole('link', { name: new RegExp(`^${OTHER_STUDIO.name}.*${listed(ANNA)}`) }).click();
		await file(second, 'Anna musste weg');
		await expect(second.getByText(listed(EVA), { exact: false }).first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Kamerakontrolle eingeben' })).toBeHidden();
	});
});
