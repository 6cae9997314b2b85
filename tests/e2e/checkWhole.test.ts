/** A camera check as one evening has it (S11b), without network from its start until it is filed. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, listed, MEHMET, OTHER_STUDIO } from './house/people.ts';
import { expectIncidents, goToChecks, openFiling, saveFiling, startRecording, Taps } from './steps/check.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { givePhotos, takePhoto } from './steps/photo.ts';
import { expectAllSent } from './steps/pill.ts';
import { resultOf, searchBar } from './steps/search.ts';

/** What the report has to show of each incident: when, whom, what. */
const INCIDENTS = [
	['22:03', listed(customer('Aigner')), 'Weitere Person eingelassen'],
	['22:10', 'Unbekannte Person (groß, grüne Kappe)', 'Über das Drehkreuz gestiegen'],
	['22:21', 'Zorica Tadić', 'Weitere Person eingelassen'],
	['22:34', listed(customer('Haas')), 'Hausordnung'],
	['22:47', listed(customer('Koller')), 'Weitere Person eingelassen']
] as const;

const SUMMARY_ADDED = 'Danach ruhig.';

async function expectReport(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Bericht drucken' }).click();
	await expect(
		page.getByRole('heading', { level: 1, name: `Bericht: Kamerakontrolle ${OTHER_STUDIO.name}` })
	).toBeVisible();
	const incidents = page.getByRole('article').getByRole('listitem');
	for (const [clock, who, what] of INCIDENTS) {
		const incident = incidents.filter({ hasText: who }).filter({ hasText: clock });
		await expect(incident).toHaveCount(1);
		await expect(incident).toContainText(what);
	}
	await expect(page.getByRole('article')).toContainText(SUMMARY_ADDED);
	await expect(page.getByRole('img', { name: /^Bild 1/ })).toBeVisible();
}

test('S11b a camera check from start to printed report, five incidents, offline throughout, then synced: two devices see the same', async ({
	tablet: page,
	tabletOf
}) => {
	test.setTimeout(150_000);
	const [aigner, haas, koller] = [customer('Aigner'), customer('Haas'), customer('Koller')];
	await readyForOffline(page);
	await page.context().setOffline(true);
	await startRecording(page);
	const time = page.getByRole('textbox', { name: 'Zeit der Aufnahme' });
	const saveIncident = page.getByRole('button', { name: 'Mitteilung speichern' });
	const reason = page.getByRole('button', { name: 'Weitere Person eingelassen', exact: true });

	await test.step('a customer, in four taps and two lines', async () => {
		const taps = new Taps();
		await taps.on(searchBar(page));
		await page.keyboard.type(listed(aigner), { delay: 30 });
		await taps.on(resultOf(page, aigner));
		await time.fill('2203');
		await taps.on(reason);
		await expect(reason).toHaveAttribute('aria-pressed', 'true');
		await taps.on(saveIncident);
		await expectIncidents(page, 1);
		expect(taps.count).toBeLessThanOrEqual(4);
	});

	await test.step('somebody whom nobody knows', async () => {
		await page.getByRole('button', { name: 'Unbekannte Person' }).click();
		await page.getByRole('textbox', { name: 'Beschreibung' }).fill('groß, grüne Kappe');
		await time.fill('2210');
		await page.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Über das Drehkreuz gestiegen');
		await saveIncident.click();
		await expectIncidents(page, 2);
	});

	await test.step('somebody by name who is not in the directory, in four taps and two lines', async () => {
		const taps = new Taps();
		await taps.on(searchBar(page));
		await page.keyboard.type('Zorica Tadić', { delay: 30 });
		await taps.on(page.getByRole('option', { name: /Zorica Tadić/ }));
		await time.fill('2221');
		await taps.on(reason);
		await taps.on(saveIncident);
		await expectIncidents(page, 3);
		expect(taps.count).toBeLessThanOrEqual(4);
	});

	await test.step('a customer who broke another rule', async () => {
		await searchBar(page).fill(listed(haas));
		await resultOf(page, haas).click();
		await time.fill('2234');
		await page.getByRole('button', { name: 'andere Regel' }).click();
		await page
			.getByRole('dialog', { name: 'Welche Regel der Hausordnung?' })
			.getByRole('listitem')
			.getByRole('button')
			.first()
			.click();
		await expect(page.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
			/^Verstoß gegen Hausordnung/
		);
		await saveIncident.click();
		await expectIncidents(page, 4);
	});

	await test.step('a customer, with a photo', async () => {
		await searchBar(page).fill(listed(koller));
		await resultOf(page, koller).click();
		await time.fill('2247');
		await reason.click();
		const photo = await takePhoto(page, 'eingang.jpg');
		await givePhotos(page.getByRole('button', { name: 'Foto', exact: true }), photo);
		await expect(
			page.getByRole('region', { name: 'Fotos' }).getByRole('img', { name: 'Bild 1' })
		).toBeVisible();
		await saveIncident.click();
		await expectIncidents(page, 5);
	});

	await test.step('filed with the summary that is offered, how many were seen, and a line of one’s own', async () => {
		const dialog = await openFiling(page);
		await expect(dialog.getByRole('checkbox', { name: /Aigner|Unbekannte|Tadić|Haas|Koller/ })).toHaveCount(
			5
		);
		const summary = dialog.getByRole('textbox', { name: 'Zusammenfassung' });
		await dialog.getByRole('button', { name: 'Vorschlag übernehmen' }).click();
		await expect(summary).toHaveValue(
			/^22:03 .*Aigner.*\n22:10 Unbekannte Person.*\n22:21 .*Tadić.*\n22:34 .*Haas.*\n22:47 .*Koller/
		);
		await summary.fill(`${await summary.inputValue()}\n${SUMMARY_ADDED}`);
		await dialog.getByRole('textbox', { name: 'Gesehene Personen' }).fill('31');
		await saveFiling(dialog);
	});
	await expectReport(page);

	await goOnline(page);
	await expectAllSent(page);
	const second = await tabletOf(MEHMET);
	await goToChecks(second);
	await second
		.getByRole('region', { name: 'Alle Kamerakontrollen' })
		.getByRole('link', { name: new RegExp(`^${OTHER_STUDIO.name}.*5 Vorkommnisse`) })
		.click();
	await expectReport(second);
	const printed = async (from: Page): Promise<string[]> =>
		await from.getByRole('article').getByRole('listitem').allInnerTexts();
	expect(await printed(second)).toEqual(await printed(page));
});
