import { expect, test } from './fixtures.ts';
import { customer, EVA, listed, MEHMET, OFFICE } from './house/people.ts';
import {
	chooseAssignee,
	entry,
	fillIn,
	hint,
	KINDS,
	messageForm,
	openForm,
	save,
	writeMessage
} from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { expectAllSent } from './steps/pill.ts';
import { openContact, searchBar } from './steps/search.ts';
import { chooseOf } from './steps/tasks.ts';

test('S10 a Textbaustein goes to the caret with name, date and rule filled in; what was typed stays', async ({
	tablet: page
}) => {
	const lechner = customer('Lechner');
	await openContact(page, lechner);
	const form = await openForm(page);
	await form.getByRole('radio', { name: KINDS.violation }).check();
	const text = form.getByRole('textbox', { name: 'Mitteilungstext' });
	await text.fill('Am Abend.');
	await form.getByRole('button', { name: 'Textbaustein' }).click();
	const first = page.getByRole('menu', { name: 'Textbaustein' }).getByRole('menuitem').first();
	await expect(first).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(text).toBeFocused();
	await expect(text).toHaveValue(/^Am Abend\. .{10,}/s);
	expect(await text.inputValue()).not.toMatch(/\{(name|datum|regel)\}/);
});

test('S10 the length guide is quiet up to 280 characters, and says so in words beyond', async ({
	tablet: page
}) => {
	await openContact(page, customer('Ortner'));
	const form = await openForm(page);
	const text = form.getByRole('textbox', { name: 'Mitteilungstext' });
	await expect(text).toHaveAccessibleDescription(/am besten bis 280 Zeichen/);
	await text.fill('x'.repeat(280));
	await expect(text).not.toHaveAccessibleDescription(/Zeichen/);
	await text.fill('x'.repeat(281));
	await expect(text).toHaveAccessibleDescription(/281 Zeichen\. Geht es kürzer\?/);
	await text.fill('x'.repeat(9_990));
	await expect(text).toHaveAccessibleDescription(/Noch 10 Zeichen/);
});

test('S11d the broken rule is picked from the house rules and stands on the message', async ({
	tablet: page
}) => {
	await openContact(page, customer('Riegler'));
	const form = await openForm(page);
	await fillIn(form, 'Trainiert in Straßenschuhen', 'violation');
	await form
		.getByRole('combobox', { name: 'Punkt der Hausordnung' })
		.selectOption('9.5 Trainiert wird in sauberen Sportschuhen');
	await save(page);
	await expect(entry(page, 'Trainiert in Straßenschuhen')).toContainText('Hausordnung 9.5 Trainiert wird');
});

test('S11e the channel of a complaint is recorded', async ({ tablet: page }) => {
	await openContact(page, customer('Schober'));
	const form = await openForm(page);
	await fillIn(form, 'Die Sauna ist zu kalt', 'feedback');
	await form.getByRole('radio', { name: 'soziale Medien' }).check();
	await save(page);
	await expect(entry(page, 'Die Sauna ist zu kalt')).toContainText('soziale Medien');
});

test('S11a the criterion of the document stands beside the tick for the board', async ({ tablet: page }) => {
	await openContact(page, customer('Steiner'));
	const form = await openForm(page);
	await form.getByRole('radio', { name: KINDS.internal }).check();
	await expect(form.getByRole('checkbox', { name: /Community Board/ })).toHaveAccessibleDescription(
		/allein lösen kann und keine weiteren Rückfragen wahrscheinlich sind/
	);
});

test('a likely duplicate is pointed out before saving, the unsent one too, with a link to it, and never in the way', async ({
	tablet: page
}) => {
	const pichler = customer('Pichler');
	await readyForOffline(page);
	await page.context().setOffline(true);
	await writeMessage(page, pichler, 'Pichler hat eine neue Telefonnummer');
	const form = await openForm(page);
	await expect(form.getByText('Pichler hat eine neue Telefonnummer')).toBeHidden();
	await fillIn(form, 'Pichler: neue Nummer');
	await expect(form.getByText('Pichler hat eine neue Telefonnummer')).toBeVisible();
	await form.getByRole('link', { name: 'Diese Mitteilung ansehen' }).click();
	await expect(entry(page, 'Pichler hat eine neue Telefonnummer')).toBeVisible();
	// the draft is there when one comes back, and can be saved all the same
	await openForm(page);
	await messageForm(page).getByRole('button', { name: 'Entwurf fortsetzen' }).click();
	await save(page);
	await expect(entry(page, 'Pichler: neue Nummer')).toBeVisible();
	await goOnline(page);
});

test('S15 "Speichern & nächste" by keyboard goes back to the search bar', async ({ tablet: page }) => {
	await openContact(page, customer('Hackl'));
	await fillIn(await openForm(page), 'Hackl kommt ab jetzt vormittags');
	await page.keyboard.press('Control+Shift+Enter');
	await expect(hint(page, 'Gespeichert')).toBeVisible();
	await expect(searchBar(page)).toBeFocused();
	await page.keyboard.press('Escape');
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Tastenkürzel' })).toContainText('zur nächsten');
});

test('S6 S12 S13 the author is who is on duty and the contact the chosen one; a saved message cannot be edited (S3)', async ({
	tablet: page
}) => {
	const raml = customer('Raml');
	await writeMessage(page, raml, 'Raml hat die Karte verloren');
	const item = entry(page, 'Raml hat die Karte verloren');
	await expect(item).toContainText('von Kaya, Anna');
	await item.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' }).click();
	const menu = page.getByRole('menu');
	await expect(menu.getByRole('menuitem', { name: /antworten|kommentieren|bearbeiten|ändern/i })).toHaveCount(
		0
	);
});

test.describe('a mistake', () => {
	test('is withdrawn and written anew: the form has the old text, and the two say so of each other', async ({
		tablet: page
	}) => {
		const auer = customer('Auer');
		await openContact(page, auer);
		const form = await openForm(page);
		await chooseAssignee(form, OFFICE.name);
		await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Auer zahlt am 31. Feber');
		await form.getByRole('radio', { name: KINDS.internal }).check();
		await save(page);
		await chooseOf(entry(page, 'Auer zahlt am 31. Feber'), 'Zurückziehen');
		const dialog = page.getByRole('dialog', { name: 'Mitteilung zurückziehen' });
		await dialog.getByRole('button', { name: 'Zurückziehen & neu schreiben' }).click();
		await expect(dialog.getByText('Bitte einen Grund angeben')).toBeVisible();
		await dialog.getByRole('textbox', { name: 'Grund' }).fill('falsches Datum');
		await dialog.getByRole('button', { name: 'Zurückziehen & neu schreiben' }).click();

		const text = messageForm(page).getByRole('textbox', { name: 'Mitteilungstext' });
		await expect(text).toHaveValue('Auer zahlt am 31. Feber');
		await expect(messageForm(page).getByText('ersetzt die Mitteilung von heute')).toBeVisible();
		// nothing of it is lost where the browser goes down now
		await page.reload();
		await expect(text).toHaveValue('Auer zahlt am 31. Feber');
		await expect(messageForm(page).getByRole('radio', { name: KINDS.internal })).toBeChecked();
		await text.fill('Auer zahlt am 28. Feber');
		await save(page);
		await openContact(page, auer);
		const fresh = entry(page, 'Auer zahlt am 28. Feber');
		const old = entry(page, 'Auer zahlt am 31. Feber');
		await expect(fresh.getByRole('link', { name: /ersetzt die Mitteilung von heute/ })).toBeVisible();
		await expect(old).toContainText('falsches Datum');
		await expect(old.getByRole('link', { name: /neu geschrieben heute/ })).toBeVisible();
	});

	test('of others is withdrawn by the lead alone; withdrawn on two tablets at once it ends the same', async ({
		tablet: page,
		tabletOf
	}) => {
		const text = 'Moser wurde verwechselt';
		await writeMessage(page, customer('Moser'), text);
		await expectAllSent(page);
		const other = await tabletOf(MEHMET);
		await openContact(other, customer('Moser'));
		await entry(other, text)
			.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' })
			.click();
		await expect(other.getByRole('menuitem', { name: 'Zurückziehen' })).toHaveCount(0);

		const lead = await tabletOf(EVA);
		await openContact(lead, customer('Moser'));
		await expect(entry(lead, text)).toBeVisible();
		await readyForOffline(lead);
		await readyForOffline(page);
		for (const [tablet, reason] of [
			[page, 'war jemand anderer'],
			[lead, 'Verwechslung']
		] as const) {
			await tablet.context().setOffline(true);
			await chooseOf(entry(tablet, text), 'Zurückziehen');
			const dialog = tablet.getByRole('dialog', { name: 'Mitteilung zurückziehen' });
			await dialog.getByRole('textbox', { name: 'Grund' }).fill(reason);
			await dialog.getByRole('button', { name: 'Zurückziehen', exact: true }).click();
			await expect(entry(tablet, text)).toContainText(reason);
		}
		await goOnline(page);
		await goOnline(lead);
		await expectAllSent(page);
		await expectAllSent(lead);
		// withdrawn once, credited to the first
		await expect(entry(lead, text)).toContainText('war jemand anderer');
		await expect(entry(page, text)).toContainText('war jemand anderer');
		await expect(entry(other, text)).toContainText(`${listed({ first: 'Anna', last: 'Kaya' })}: war jemand`);
	});
});

test('S18 "Schließen ohne Eingabe" keeps what was typed, to go on with it or to discard it', async ({
	tablet: page
}) => {
	await openContact(page, customer('Wurzinger'));
	const form = await openForm(page);
	await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Wurzinger fragt nach dem');
	await form.getByRole('button', { name: 'Schließen ohne Eingabe' }).click();
	await openForm(page);
	await form.getByRole('button', { name: 'Entwurf fortsetzen' }).click();
	await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
		'Wurzinger fragt nach dem'
	);
});
