/** Somebody files a check while an incident of it is being written (S11b: logging is never refused). */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, listed, STUDIO, type Customer } from './house/people.ts';
import { fileCheck, goToChecks, openFiling, startLive } from './steps/check.ts';
import { givePhotos, takePhoto } from './steps/photo.ts';
import { expectAllSent } from './steps/pill.ts';
import { resultOf, searchBar } from './steps/search.ts';
import { goTo } from './steps/tasks.ts';

/** Goes to the open check of the studio. */
async function openCheck(page: Page): Promise<void> {
	await goToChecks(page);
	const list = page.getByRole('region', { name: 'Alle Kamerakontrollen' });
	await list.getByRole('link', { name: new RegExp(`^${STUDIO.name}`) }).click();
}

/** Begins an incident and leaves it unsaved. */
async function write(page: Page, about: Customer, text: string): Promise<void> {
	await searchBar(page).fill(listed(about));
	await resultOf(page, about).click();
	await textOf(page).fill(text);
}

function textOf(page: Page) {
	return page.getByRole('form', { name: 'Vorkommnis' }).getByRole('textbox', { name: 'Mitteilungstext' });
}

function recordOf(page: Page) {
	return page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Vorkommnisse' }) });
}

test('S11b an incident that is being written stays when the lead files the check elsewhere', async ({
	tablet: page,
	tabletOf
}) => {
	test.slow();
	const [aigner, haas] = [customer('Aigner'), customer('Haas')];
	await startLive(page, STUDIO.name);
	await write(page, haas, 'Tür aufgehalten');
	await page.getByRole('button', { name: 'Schließen ohne Eingabe' }).click();
	await write(page, aigner, 'Lässt einen Freund');
	await givePhotos(
		page.getByRole('button', { name: 'Foto', exact: true }),
		await takePhoto(page, 'eingang.jpg')
	);
	await expect(
		page.getByRole('region', { name: 'Fotos' }).getByRole('img', { name: 'Bild 1' })
	).toBeVisible();
	await expectAllSent(page);

	const office = await tabletOf(EVA);
	await openCheck(office);
	await fileCheck(office, 'Für Anna eingegeben');
	await expectAllSent(office);

	await expect(page.getByText('Eva Leitner hat die Kontrolle eingegeben')).toBeVisible();
	await expect(textOf(page)).toHaveValue('Lässt einen Freund');
	await test.step('also over a reload', async () => {
		await page.reload();
		await expect(textOf(page)).toHaveValue('Lässt einen Freund');
		await expect(page.getByText('Eva Leitner hat die Kontrolle eingegeben')).toBeVisible();
	});
	await textOf(page).fill('Lässt einen Freund mit hinein');
	await page.getByRole('button', { name: 'Mitteilung speichern' }).click();

	await expect(recordOf(page).getByText('Lässt einen Freund mit hinein')).toBeVisible();
	await expect(page.getByText(`eingegeben von ${listed(EVA)} für ${listed(ANNA)}`)).toBeVisible();
	await expect(recordOf(office).getByText('Lässt einen Freund mit hinein')).toBeVisible();

	await test.step('and what was closed before is found on Start and in the record', async () => {
		await goTo(page, 'Start');
		await page
			.getByRole('region', { name: 'Entwürfe' })
			.or(page.getByRole('main'))
			.getByRole('link', { name: /Haas.*Tür aufgehalten/ })
			.first()
			.click();
		await page.getByRole('button', { name: /Entwurf fortsetzen/ }).click();
		await expect(textOf(page)).toHaveValue('Tür aufgehalten');
		await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expect(recordOf(page).getByText('Tür aufgehalten')).toBeVisible();
		await expect(page.getByRole('button', { name: /Entwurf fortsetzen/ })).toBeHidden();
	});
});

test('S11b who files a check with an incident unsaved can still save it', async ({ tablet: page }) => {
	const aigner = customer('Aigner');
	await startLive(page, STUDIO.name);
	await write(page, aigner, 'Lässt einen Freund mit hinein');
	const dialog = await openFiling(page);
	await expect(dialog.getByText(/noch nicht gespeichert/)).toBeVisible();
	await fileCheck(page, 'Etwas voreilig', dialog);
	await expect(page.getByText('Sie haben die Kontrolle eingegeben')).toBeVisible();
	await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
	await expect(recordOf(page).getByText('Lässt einen Freund mit hinein')).toBeVisible();
});
