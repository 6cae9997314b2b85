/** "Kamerakontrolle eingeben" and what belongs to a check (S11b). */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, EVA, listed, OTHER_STUDIO, STUDIO, type Customer } from './house/people.ts';
import { goToChecks, openFiling, saveFiling, startForm, startLive } from './steps/check.ts';
import { chooseAssignee, entry, hint, KINDS, openForm, save } from './steps/message.ts';
import { openContact, resultOf, searchBar } from './steps/search.ts';
import { chooseOf, goTo } from './steps/tasks.ts';

/** Writes a camera message outside of any check. */
async function writeCameraMessage(page: Page, about: Customer, text: string): Promise<void> {
	await openContact(page, about);
	const form = await openForm(page);
	await chooseAssignee(form, 'Leitung Linz Urfahr');
	await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill(text);
	await form.getByRole('radio', { name: KINDS.camera }).check();
	await save(page);
}

function tickOf(dialog: Locator, about: Customer): Locator {
	return dialog.getByRole('checkbox', { name: new RegExp(`^${listed(about)}`) });
}

/** In how many lines the words of a button stand. */
async function linesOf(button: Locator): Promise<number> {
	return await button.evaluate((element) => {
		const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		const tops = new Set<number>();
		while (texts.nextNode()) {
			const words = document.createRange();
			words.selectNodeContents(texts.currentNode);
			for (const { top } of words.getClientRects()) tops.add(Math.round(top));
		}
		return tops.size;
	});
}

test.describe('filing a camera check', () => {
	test('S11b loose messages are ticked, persons counted, and a task goes to whom it is for', async ({
		tablet: page,
		tabletOf
	}) => {
		test.slow();
		const [hofer, eder] = [customer('Hofer'), customer('Eder')];
		await writeCameraMessage(page, hofer, 'Hofer am Nachmittag mit zwei Begleitern gesehen');
		await writeCameraMessage(page, eder, 'Eder hat die Tür aufgehalten');
		await startLive(page, STUDIO.name);
		const dialog = await openFiling(page);
		await expect(tickOf(dialog, hofer)).not.toBeChecked();
		await expect(dialog.getByRole('button', { name: 'ohne Vorkommnisse' })).toBeVisible();
		await tickOf(dialog, hofer).check();
		await tickOf(dialog, eder).check();
		await tickOf(dialog, eder).uncheck();
		await expect(dialog.getByRole('button', { name: 'ohne Vorkommnisse' })).toBeHidden();

		await dialog.getByRole('button', { name: 'Eingabe speichern', exact: true }).click();
		const summary = dialog.getByRole('textbox', { name: 'Zusammenfassung' });
		await expect(summary).toBeFocused();
		await expect(summary).toHaveAccessibleDescription(/Bitte kurz zusammenfassen/);
		await summary.fill('Hofer mit Begleitern, bitte ansprechen');
		const persons = dialog.getByRole('textbox', { name: 'Gesehene Personen' });
		await persons.fill('viele');
		await dialog.getByRole('button', { name: 'Eingabe speichern', exact: true }).click();
		await expect(persons).toBeFocused();
		await persons.fill('11');
		await dialog.getByRole('button', { name: 'Eine Person mehr' }).click();
		await expect(persons).toHaveValue('12');
		await dialog.getByRole('checkbox', { name: 'Aufgabe für Leitung Linz Urfahr' }).check();
		const assignee = dialog.getByRole('combobox', { name: 'Wer kümmert sich darum?' });
		await assignee.fill(listed(EVA));
		await dialog.getByRole('option', { name: listed(EVA) }).click();

		await test.step('what was typed outlives a reload', async () => {
			await page.reload();
			const again = await openFiling(page);
			await expect(tickOf(again, hofer)).toBeChecked();
			await expect(tickOf(again, eder)).not.toBeChecked();
			await expect(again.getByRole('textbox', { name: 'Gesehene Personen' })).toHaveValue('12');
			await saveFiling(again);
		});
		await expect(page.getByRole('listitem').filter({ hasText: 'zwei Begleitern' })).toBeVisible();
		await expect(page.getByText('Eder hat die Tür aufgehalten')).toBeHidden();
		await expect(page.getByRole('main')).toContainText('12');

		const lead = await tabletOf(EVA);
		await goTo(lead, 'Aufgaben');
		await expect(entry(lead, 'Hofer mit Begleitern, bitte ansprechen')).toBeVisible();

		await test.step('later the other one is assigned too, from the check, and taken out again by its menu', async () => {
			await page.getByRole('button', { name: 'Mitteilungen zuordnen' }).click();
			const later = page.getByRole('dialog', { name: 'Mitteilungen dieser Kontrolle zuordnen' });
			await tickOf(later, eder).check();
			await later.getByRole('button', { name: 'Zuordnen', exact: true }).click();
			await expect(hint(page, '1 Mitteilung zugeordnet')).toBeVisible();
			const row = page.getByRole('listitem').filter({ hasText: 'Eder hat die Tür aufgehalten' });
			await row.getByRole('button', { name: /Eder/ }).click();
			await chooseOf(row, 'Kamerakontrolle zuordnen');
			const which = page.getByRole('dialog', { name: 'Zu welcher Kontrolle gehört diese Mitteilung?' });
			await expect(which.getByRole('button', { name: /gehört jetzt dazu/ })).toHaveCount(1);
			await which.getByRole('button', { name: 'Aus dieser Kontrolle nehmen' }).click();
			await expect(row).toBeHidden();
			await hint(page, 'Aus der Kontrolle genommen').waitFor();
			await page.getByRole('button', { name: 'Rückgängig' }).last().click();
			await expect(row).toBeVisible();
		});
	});

	test('S11b no incidents, in one tap, taken back within five seconds, then gone on to the next studio', async ({
		tablet: page
	}) => {
		await startLive(page, OTHER_STUDIO.name);
		const dialog = await openFiling(page);
		await dialog.getByRole('textbox', { name: 'Gesehene Personen' }).fill('4');
		await dialog.getByRole('button', { name: 'ohne Vorkommnisse' }).click();
		await expect(hint(page, 'Eingegeben: ohne Vorkommnisse')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Unbekannte Person' })).toBeHidden();
		await page.getByRole('button', { name: 'Rückgängig' }).click();
		await expect(page.getByRole('button', { name: 'Unbekannte Person' })).toBeVisible();
		const again = await openFiling(page);
		await expect(again.getByRole('textbox', { name: 'Gesehene Personen' })).toHaveValue('4');
		const onwards = again.getByRole('button', { name: 'Eingabe speichern & nächster Standort' });
		await page.setViewportSize({ width: 360, height: 740 });
		expect(await linesOf(onwards)).toBe(1);
		await page.setViewportSize({ width: 1280, height: 800 });
		await onwards.click();
		await expect(page).toHaveURL(/\/checks\?site=/);
		const next = startForm(page).getByRole('combobox', { name: 'Studio' });
		await expect(next).not.toHaveValue(OTHER_STUDIO.id);
		await expect(next).not.toHaveValue('');
	});

	test('S11b a check is a mistake only while it has no messages; they can go to another', async ({
		tablet: page
	}) => {
		const stadler = customer('Stadler');
		await startLive(page, OTHER_STUDIO.name);
		await searchBar(page).fill(listed(stadler));
		await resultOf(page, stadler).click();
		await page.getByRole('button', { name: 'Weitere Person eingelassen', exact: true }).click();
		await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
		const found = await openFiling(page);
		await expect(tickOf(found, stadler)).toBeChecked();
		await expect(found.getByRole('button', { name: 'irrtümlich gestartet' })).toBeHidden();
		await page.keyboard.press('Escape');
		const row = page.getByRole('listitem').filter({ hasText: listed(stadler) });
		await row.getByRole('button', { name: new RegExp(stadler.last) }).click();
		await chooseOf(row, 'Kamerakontrolle zuordnen');
		await page
			.getByRole('dialog', { name: 'Zu welcher Kontrolle gehört diese Mitteilung?' })
			.getByRole('button', { name: 'Aus dieser Kontrolle nehmen' })
			.click();
		await expect(row).toBeHidden();
		const dialog = await openFiling(page);
		await dialog.getByRole('button', { name: 'irrtümlich gestartet' }).click();
		await expect(hint(page, 'Eingegeben: irrtümlich gestartet')).toBeVisible();
		await startLive(page, OTHER_STUDIO.name);
		const right = await openFiling(page);
		await tickOf(right, stadler).check();
		await right.getByRole('textbox', { name: 'Zusammenfassung' }).fill('Stadler hat jemanden eingelassen');
		await saveFiling(right);
		await expect(page.getByRole('listitem').filter({ hasText: listed(stadler) })).toBeVisible();
		await goToChecks(page);
	});
});
