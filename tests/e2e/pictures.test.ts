import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, listed, MEHMET, STUDIO } from './house/people.ts';
import { expectIncidents, goToChecks, startLive } from './steps/check.ts';
import { entry, fillIn, hint, openForm, save } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { givePhotos, looksOf, takePhoto } from './steps/photo.ts';
import { expectAllSent, syncPill } from './steps/pill.ts';
import { openContact, resultOf } from './steps/search.ts';
import { goTo } from './steps/tasks.ts';

/** The ids of the pictures that a page has fetched from the server, as they come. */
function fetched(page: Page): string[] {
	const ids: string[] = [];
	page.on('response', (response) => {
		const [, id] = /\/api\/pictures\/(\w+)$/.exec(response.url()) ?? [];
		if (id !== undefined && response.ok()) ids.push(id);
	});
	return ids;
}

test.describe('photos', () => {
	test('S11b taken offline in an incident, sent later, seen by another tablet, on the printed report, and the person identified', async ({
		tablet: page,
		tabletOf,
		house
	}) => {
		test.setTimeout(120_000);
		const raml = customer('Raml');
		await startLive(page, STUDIO.name);
		await readyForOffline(page);
		await page.context().setOffline(true);

		await test.step('two photos with the incident of an unknown person, without network', async () => {
			await page.getByRole('button', { name: 'Unbekannte Person' }).click();
			await page.getByRole('textbox', { name: 'Beschreibung' }).fill('männlich, rote Jacke');
			await page.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Über das Drehkreuz gestiegen');
			const photo = await takePhoto(page, 'drehkreuz.jpg');
			const noisy = await takePhoto(page, 'rauschen.jpg', { noisy: true });
			expect(noisy.buffer.length).toBeGreaterThan(600_000);
			await givePhotos(page.getByRole('button', { name: 'Foto', exact: true }), photo, noisy);
			const fotos = page.getByRole('region', { name: 'Fotos' });
			expect(await looksOf(fotos.getByRole('img', { name: 'Bild 1' }))).toEqual({
				upright: true,
				above: 'red',
				below: 'blue'
			});
			await expect(fotos.getByRole('img', { name: 'Bild 2' })).toBeVisible();
			await expect(fotos.getByRole('checkbox', { name: 'Beweismittel' })).toBeChecked();
			await expect(fotos.getByRole('textbox', { name: 'Warum ist es ein Beweismittel?' })).toHaveValue(
				'Vorkommnis einer Kamerakontrolle'
			);
		});

		await test.step('the draft keeps them over a reload', async () => {
			await page.reload();
			const fotos = page.getByRole('region', { name: 'Fotos' });
			await expect(fotos.getByRole('img', { name: 'Bild 2' })).toBeVisible();
			await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
			await expectIncidents(page, 1);
			await expect(syncPill(page)).toHaveAccessibleName(/und 2 Bilder nur auf diesem Gerät/);
		});

		await test.step('what only this device has is listed under Gerät, and can be taken along', async () => {
			await syncPill(page).click();
			const waiting = page.getByRole('article', { name: /Bild zu: Unbekannte Person/ });
			await expect(waiting).toHaveCount(2);
			const download = page.waitForEvent('download');
			await waiting.first().getByRole('button', { name: 'Sichern' }).click();
			expect((await download).suggestedFilename()).toMatch(/^dienstbuch-bild-.*\.jpg$/);
			await page.goBack();
		});

		await goOnline(page);
		await expectAllSent(page);

		const second = await tabletOf(MEHMET);
		const ids = fetched(second);
		await test.step('another tablet shows them, large too, without a trace of the place', async () => {
			await goToChecks(second);
			await second
				.getByRole('region', { name: 'Alle Kamerakontrollen' })
				.getByRole('link', { name: /^Linz Urfahr/ })
				.click();
			await second.getByRole('button', { name: /Über das Drehkreuz gestiegen/ }).click();
			await second.getByRole('button', { name: /^Bild 1 von 2.*vergrößern$/ }).click();
			const large = second.getByRole('dialog', { name: /^Bild 1 von 2/ });
			expect(await looksOf(large.getByRole('img'))).toMatchObject({ upright: true, above: 'red' });
			await expect(large).toContainText('Beweismittel: Vorkommnis einer Kamerakontrolle');
			await large.getByRole('button', { name: 'Nächstes Bild' }).click();
			await expect(second.getByRole('dialog', { name: /^Bild 2 von 2/ }).getByRole('img')).toBeVisible();
			await second.keyboard.press('Escape');
			for (const id of new Set(ids)) {
				const answer = await second.request.get(`${house.url}/api/pictures/${id}`);
				const bytes = await answer.body();
				expect(bytes.length).toBeLessThanOrEqual(300_000);
				expect(bytes.includes('Exif')).toBe(false);
			}
			expect(new Set(ids).size).toBe(2);
		});

		await test.step('the person turns out to be a customer, whose timeline has it from then on', async () => {
			await second.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' }).first().click();
			await second.getByRole('menuitem', { name: 'Person zuordnen' }).click();
			const dialog = second.getByRole('dialog', { name: 'Wer war das?' });
			await dialog.getByRole('combobox', { name: 'CRM-Suchleiste' }).fill(listed(raml));
			await dialog.getByRole('option').filter({ hasText: raml.id }).click();
			await expect(hint(second, `Zugeordnet: ${listed(raml)}`)).toBeVisible();
			await expectAllSent(second);
			await goTo(page, 'Start');
			await openContact(page, raml);
			const there = entry(page, 'Über das Drehkreuz gestiegen');
			await expect(there).toContainText(`zugeordnet von ${listed(MEHMET)}`);
			await expect(there.getByRole('button', { name: /^Bild 1 von 2/ })).toBeVisible();
		});

		await test.step('the report has it all, and prints once the pictures are there', async () => {
			await second.getByRole('link', { name: 'Bericht drucken' }).click();
			await expect(
				second.getByRole('heading', { level: 1, name: 'Bericht: Kamerakontrolle Linz Urfahr' })
			).toBeVisible();
			const incident = second.getByRole('listitem').filter({ hasText: 'Über das Drehkreuz gestiegen' });
			await expect(incident).toContainText(`${raml.id} ${listed(raml)}`);
			await expect(incident).toContainText('Eingegeben als: Unbekannte Person (männlich, rote Jacke)');
			await second.evaluate(() => {
				window.print = () => {
					const images = [...document.querySelectorAll('article img')] as HTMLImageElement[];
					document.title = `printed ${images.filter(({ complete, naturalWidth }) => complete && naturalWidth > 0).length}`;
				};
			});
			await second.getByRole('button', { name: 'Drucken / als PDF speichern' }).click();
			await expect(second).toHaveTitle('printed 2');
			await second.emulateMedia({ media: 'print' });
			await expect(second.getByRole('navigation')).toBeHidden();
			await expect(second.getByRole('button', { name: 'Drucken / als PDF speichern' })).toBeHidden();
		});

		await test.step('the tablet that took them shows them without network', async () => {
			await page.context().setOffline(true);
			await page.reload();
			const there = entry(page, 'Über das Drehkreuz gestiegen');
			await expect(there.locator('img').first()).toBeVisible();
		});
	});

	test('added to a saved message; a file that is no picture is said; one too many is said; taken away and back', async ({
		tablet: page
	}) => {
		const kunde = customer('Kitzberger');
		await openContact(page, kunde);
		const form = await openForm(page);
		await fillIn(form, 'Gerät beschädigt hinterlassen');
		const fotos = form.getByRole('region', { name: 'Fotos' });
		const choose = fotos.getByRole('button', { name: 'Bild wählen' });
		const photo = await takePhoto(page, 'eins.jpg');
		await givePhotos(choose, { ...photo, name: 'notiz.txt', buffer: Buffer.from('kein Bild') });
		await expect(hint(page, 'kann nicht als Bild gelesen werden')).toBeVisible();
		await page.getByRole('region', { name: 'Hinweise' }).getByRole('button', { name: 'Schließen' }).click();

		await givePhotos(choose, photo);
		await expect(fotos.getByRole('checkbox', { name: 'Beweismittel' })).not.toBeChecked();
		await fotos.getByRole('button', { name: 'Bild 1 entfernen' }).click();
		await expect(fotos.getByRole('img')).toHaveCount(0);
		await page.getByRole('button', { name: 'Rückgängig' }).click();
		await expect(fotos.getByRole('img', { name: 'Bild 1' })).toBeVisible();

		await fotos.getByRole('checkbox', { name: 'Beweismittel' }).check();
		await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
		const reason = fotos.getByRole('textbox', { name: 'Warum ist es ein Beweismittel?' });
		await expect(reason).toHaveAccessibleDescription(/Bitte den Grund angeben/);
		await reason.fill('Schaden am Laufband');
		await save(page);

		const message = entry(page, 'Gerät beschädigt hinterlassen');
		await expect(message.getByRole('button', { name: /^Bild 1 von 1/ })).toBeVisible();
		await message.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' }).click();
		await page.getByRole('menuitem', { name: 'Foto hinzufügen' }).click();
		const dialog = page.getByRole('dialog', { name: 'Foto zu dieser Mitteilung hinzufügen' });
		await dialog.getByRole('button', { name: 'Fotos speichern' }).click();
		await expect(dialog).toContainText('Bitte zuerst ein Foto aufnehmen oder ein Bild wählen');
		const another = await takePhoto(page, 'zwei.jpg', { noisy: true });
		await givePhotos(dialog.getByRole('button', { name: 'Bild wählen' }), another);
		await expect(dialog.getByRole('img', { name: 'Bild 1' })).toBeVisible();
		await dialog.getByRole('button', { name: 'Fotos speichern' }).click();
		await expect(message.getByRole('button', { name: /^Bild 2 von 2/ })).toBeVisible();
		await expectAllSent(page);
		await expect(resultOf(page, kunde)).toBeHidden();
	});
});
