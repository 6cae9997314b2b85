import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, listed, MEHMET, OTHER_STUDIO } from './house/people.ts';
import {
	begin,
	expectIncidents,
	fileCheck,
	filing,
	fillRecording,
	goToChecks,
	openFiling,
	startForm,
	startRecording,
	Taps
} from './steps/check.ts';
import { chooseAssignee, entry, hint } from './steps/message.ts';
import { tabTo } from './steps/keyboard.ts';
import { readyForOffline } from './steps/network.ts';
import { openContact, resultOf, searchBar } from './steps/search.ts';

test.describe('a camera check (S11b)', () => {
	test('of a recording: incidents in four taps and a line of text, filed, and seen on another tablet', async ({
		tablet: page,
		tabletOf
	}) => {
		const raml = customer('Raml');
		await test.step('it is not begun without somebody who sees to what is found', async () => {
			const form = await fillRecording(page, OTHER_STUDIO.name);
			await form.getByRole('button', { name: 'Kamerakontrolle starten' }).click();
			const assignee = form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' });
			await expect(assignee).toBeFocused();
			await expect(assignee).toHaveAccessibleDescription(
				/Bitte auswählen, wer für Vorkommnisse zuständig ist/
			);
			await chooseAssignee(form, `Leitung ${OTHER_STUDIO.name}`);
			await begin(form, OTHER_STUDIO.name);
		});

		await test.step('an incident of a customer, in four taps and a line of text or less', async () => {
			const taps = new Taps();
			await taps.on(searchBar(page));
			await page.keyboard.type('raml', { delay: 80 });
			await taps.on(resultOf(page, raml));
			await page.getByRole('textbox', { name: 'Zeit der Aufnahme' }).fill('2214');
			await taps.on(page.getByRole('button', { name: 'Weitere Person eingelassen', exact: true }));
			await taps.on(page.getByRole('button', { name: 'Mitteilung speichern' }));
			await expect(hint(page, 'Gespeichert').last()).toBeVisible();
			expect(taps.count).toBeLessThanOrEqual(4);
			await expectIncidents(page, 1);
		});

		await test.step('and one of somebody whom nobody knows', async () => {
			await page.getByRole('button', { name: 'Unbekannte Person' }).click();
			await page.getByRole('textbox', { name: 'Beschreibung' }).fill('männlich, rote Jacke');
			await page.getByRole('button', { name: '1 Minute später' }).click();
			await page.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Über das Drehkreuz gestiegen');
			await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
			await expectIncidents(page, 2);
		});

		const incidents = page.getByRole('region', { name: 'Kunden finden' }).getByRole('listitem');
		await expect(incidents.filter({ hasText: 'Weitere Person eingelassen' })).toContainText('22:14');
		await expect(incidents.filter({ hasText: 'Über das Drehkreuz gestiegen' })).toContainText('22:15');
		await expect(incidents.filter({ hasText: 'Unbekannte Person (männlich, rote Jacke)' })).toBeVisible();

		await test.step('whom it is about can be blocked because of it', async () => {
			const incident = incidents.filter({ hasText: 'Weitere Person eingelassen' });
			await incident.getByRole('button', { name: /Weitere Person eingelassen/ }).click();
			await expect(incident.getByRole('link', { name: 'Kunde sperren' })).toHaveAttribute(
				'href',
				/^\/message\/new\?block=/
			);
		});

		await test.step('it is not filed without a summary', async () => {
			const dialog = await openFiling(page);
			await dialog.getByRole('button', { name: 'Eingabe speichern', exact: true }).click();
			const summary = dialog.getByRole('textbox', { name: 'Zusammenfassung' });
			await expect(summary).toBeFocused();
			await expect(summary).toHaveAccessibleDescription(/Bitte kurz zusammenfassen/);
			await dialog.getByRole('button', { name: 'Schließen', exact: true }).click();
		});
		await fileCheck(page, 'Zwei Vorkommnisse am Abend, sonst ruhig');

		const second = await tabletOf(MEHMET);
		await goToChecks(second);
		await second
			.getByRole('region', { name: 'Alle Kamerakontrollen' })
			.getByRole('link', { name: new RegExp(`^${OTHER_STUDIO.name}.*2 Vorkommnisse`) })
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
		await expectIncidents(page, 1);
		await fileCheck(page, 'Ohne Netz eingegeben');
	});

	test('that somebody else started is filed for them', async ({ tablet: page, tabletOf }) => {
		await startRecording(page, OTHER_STUDIO.name);
		const second = await tabletOf(EVA);
		await second.getByRole('link', { name: new RegExp(`^${OTHER_STUDIO.name}.*${listed(ANNA)}`) }).click();
		await fileCheck(second, 'Anna musste weg');
		await expect(second.getByText(listed(EVA), { exact: false }).first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Kamerakontrolle eingeben' })).toBeHidden();
	});
});

test('S11b a camera check from start to filing by the keyboard alone', async ({ tablet: page }) => {
	const kirchmayr = customer('Kirchmayr');
	const { keyboard } = page;
	const press = async (control: Locator, key = 'Enter') => {
		await tabTo(page, control);
		await keyboard.press(key);
	};
	await press(
		page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name: 'Kamerakontrollen' })
	);
	const form = startForm(page);
	await tabTo(page, form.getByRole('combobox', { name: 'Studio' }));
	await keyboard.type(OTHER_STUDIO.name);
	await press(form.getByRole('radio', { name: 'Live' }), 'Space');
	await tabTo(page, form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' }));
	await keyboard.type(`Leitung ${OTHER_STUDIO.name}`);
	await keyboard.press('ArrowDown');
	await keyboard.press('Enter');
	await press(form.getByRole('button', { name: 'Kamerakontrolle starten' }));
	await expect(
		page.getByRole('heading', { level: 1, name: `Kamerakontrolle ${OTHER_STUDIO.name}` })
	).toBeVisible();

	await keyboard.press('/');
	await expect(searchBar(page)).toBeFocused();
	await keyboard.type(listed(kirchmayr));
	await expect(resultOf(page, kirchmayr)).toBeVisible();
	await keyboard.press('Enter');
	await press(page.getByRole('button', { name: 'Weitere Person eingelassen', exact: true }), 'Space');
	await press(page.getByRole('button', { name: 'Mitteilung speichern' }));
	await expectIncidents(page, 1);

	await press(page.getByRole('button', { name: 'Kamerakontrolle eingeben' }));
	const dialog = await filing(page);
	await tabTo(page, dialog.getByRole('textbox', { name: 'Zusammenfassung' }));
	await keyboard.type('Ein Vorkommnis');
	await press(dialog.getByRole('button', { name: 'Eingabe speichern', exact: true }));
	await expect(hint(page, 'Kamerakontrolle eingegeben')).toBeVisible();
});
