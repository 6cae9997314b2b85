import { expect, test } from './fixtures.ts';
import { ANNA, customer, listed, OFFICE } from './house/people.ts';
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
import { contactHeading, openContact, searchBar } from './steps/search.ts';

test.describe('the form "MAGICFIT CRM Kundenmitteilung"', () => {
	test('has its nine parts, and the words of the document (S6 to S18)', async ({ tablet: page }) => {
		const gruber = customer('Gruber');
		await openContact(page, gruber);
		const form = await openForm(page);
		await expect(
			form.getByRole('heading', { level: 1, name: 'MAGICFIT CRM Kundenmitteilung' })
		).toBeVisible();
		// 1 the title of a forum post
		await expect(form).toContainText(`${gruber.id} ${listed(gruber)}`);
		// 2 the board; no address is set in this house, and that is said
		await expect(form.getByText('Für das Community Board ist noch keine Adresse eingestellt.')).toBeVisible();
		await expect(form.getByRole('checkbox', { name: 'Mitteilung soll ins Community Board' })).toBeVisible();
		// 3 to 5 what is required; nothing is chosen silently (S9)
		await expect(form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' })).toHaveValue('');
		await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue('');
		for (const kind of Object.values(KINDS)) {
			await expect(form.getByRole('radio', { name: kind })).not.toBeChecked();
		}
		// 6 and 7 are set by the app
		await expect(form.getByRole('term').filter({ hasText: 'Mitarbeitereingabe' })).toBeVisible();
		await expect(form.getByRole('definition').filter({ hasText: listed(ANNA) })).toBeVisible();
		await expect(form.getByRole('term').filter({ hasText: 'Kundenmitteilung für' })).toBeVisible();
		await expect(form.getByRole('definition').filter({ hasText: listed(gruber) })).toBeVisible();
		// 8
		await expect(form.getByRole('heading', { name: 'Werbemodul' })).toBeVisible();
		// 9
		for (const name of [
			'Mitteilung speichern',
			'Mitteilung in das Forum übertragen',
			'Schließen ohne Eingabe'
		]) {
			await expect(form.getByRole('button', { name })).toBeVisible();
		}
		await expect(form.getByRole('button', { name: 'Sperre aufheben' })).toBeHidden();
	});

	test('says what is missing, and takes the focus there, field by field', async ({ tablet: page }) => {
		await openContact(page, customer('Pichler'));
		const form = await openForm(page);
		const saveButton = form.getByRole('button', { name: 'Mitteilung speichern' });
		const assignee = form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' });
		const text = form.getByRole('textbox', { name: 'Mitteilungstext' });

		await saveButton.click();
		await expect(assignee).toBeFocused();
		await expect(assignee).toHaveAccessibleDescription(/Bitte den zuständigen Mitarbeiter auswählen/);
		await expect(text).toHaveAccessibleDescription(/Bitte den Mitteilungstext eingeben/);
		await expect(form.getByText('Bitte die Mitteilungsart wählen')).toBeVisible();

		await chooseAssignee(form, OFFICE.name);
		await saveButton.click();
		await expect(text).toBeFocused();

		await text.fill('Neue IBAN am Empfang abgegeben');
		await saveButton.click();
		await expect(form.getByRole('radio', { name: KINDS.internal })).toBeFocused();

		await form.getByRole('radio', { name: KINDS.internal }).check();
		await save(page);
		await expect(messageForm(page)).toBeHidden();
		await expect(entry(page, 'Neue IBAN am Empfang abgegeben')).toContainText(`zuständig: ${OFFICE.name}`);
	});

	test('takes a message for information alone, which is nobody’s task (S3)', async ({ tablet: page }) => {
		await openContact(page, customer('Steiner'));
		const form = await openForm(page);
		await form.getByRole('checkbox', { name: 'nur zur Kenntnis' }).check();
		await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill('Kommt künftig nur noch vormittags');
		await form.getByRole('radio', { name: KINDS.internal }).check();
		await save(page);
		await expect(entry(page, 'Kommt künftig nur noch vormittags')).toContainText('nur zur Kenntnis');
	});

	test('asks for what each kind needs, and shows it later (S11a to S11e)', async ({ tablet: page }) => {
		const moser = customer('Moser');
		await openContact(page, moser);

		let form = await openForm(page);
		await fillIn(form, 'Neue Telefonnummer', 'internal');
		await save(page);
		await expect(entry(page, 'Neue Telefonnummer')).toContainText('Intern');

		form = await openForm(page);
		await fillIn(form, 'Über das Drehkreuz gestiegen', 'camera');
		await form.getByRole('textbox', { name: 'Zeit der Aufnahme' }).fill('0003');
		await expect(form.getByRole('radio', { name: 'heute' })).toBeChecked();
		await form.getByRole('radio', { name: 'gestern' }).check();
		await form
			.getByRole('combobox', { name: 'Punkt der Hausordnung' })
			.selectOption('9.1 Zutritt nur mit der eigenen Mitgliedskarte');
		await save(page);
		await expect(entry(page, 'Über das Drehkreuz gestiegen')).toContainText('Kamerakontrolle');
		await expect(entry(page, 'Über das Drehkreuz gestiegen')).toContainText('gestern 00:03');

		form = await openForm(page);
		await fillIn(form, 'Ohne Handtuch trainiert', 'violation');
		await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
		const rule = form.getByRole('combobox', { name: 'Punkt der Hausordnung' });
		await expect(rule).toBeFocused();
		await expect(rule).toHaveAccessibleDescription(/Bitte die verletzte Regel der Hausordnung wählen/);
		await rule.selectOption('9.3 Auf Geräten und Matten liegt ein Handtuch');
		await save(page);
		await expect(entry(page, 'Ohne Handtuch trainiert')).toContainText('9.3');
		// a camera message with a rule counts, and so does this one (DESIGN § 7.4)
		await expect(page.getByText('2 Verstöße in 12 Monaten')).toBeVisible();

		form = await openForm(page);
		await fillIn(form, 'Wünscht sich eine Rudermaschine', 'feedback');
		await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expect(form.getByText('Bitte angeben, wie das Anliegen hereinkam')).toBeVisible();
		await form.getByRole('radio', { name: 'telefonisch' }).check();
		await save(page);
		await expect(entry(page, 'Wünscht sich eine Rudermaschine')).toContainText('telefonisch');
	});

	test('"Mitteilung in das Forum übertragen" copies KundenID and name (S16)', async ({ tablet: page }) => {
		const hofer = customer('Hofer');
		await openContact(page, hofer);
		const form = await openForm(page);
		await form.getByRole('button', { name: 'Mitteilung in das Forum übertragen' }).click();
		await expect(hint(page, 'ist kopiert')).toBeVisible();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${hofer.id} ${listed(hofer)}`);
	});

	test('is worked with the keyboard: n opens it, Ctrl+Enter saves, "Speichern & nächste" goes on searching', async ({
		tablet: page
	}) => {
		await openContact(page, customer('Berger'));
		await contactHeading(page, customer('Berger')).click();
		await page.keyboard.press('n');
		await fillIn(messageForm(page), 'Karte getauscht');
		await page.keyboard.press('Control+Enter');
		await expect(hint(page, 'Gespeichert')).toBeVisible();
		await expect(entry(page, 'Karte getauscht')).toBeVisible();

		const form = await openForm(page);
		await fillIn(form, 'Zweite Karte bestellt');
		await form.getByRole('button', { name: 'Speichern & nächste' }).click();
		await expect(searchBar(page)).toBeFocused();
	});

	test('stays as it is while messages of others arrive', async ({ tablet: page, tabletOf }) => {
		const plank = customer('Plank');
		const second = await tabletOf();
		await openContact(page, plank);
		const form = await openForm(page);
		await fillIn(form, 'Wird gerade geschrieben');
		await writeMessage(second, plank, 'Von nebenan');
		await expect(form.getByText('1 Mitteilung heute')).toBeVisible();
		await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
			'Wird gerade geschrieben'
		);
		await expect(form.getByRole('radio', { name: KINDS.internal })).toBeChecked();
	});

	test('stays as it is on the way to the content and back', async ({ tablet: page }) => {
		await openContact(page, customer('Plank'));
		const form = await openForm(page);
		const text = form.getByRole('textbox', { name: 'Mitteilungstext' });
		await fillIn(form, 'Wird gerade geschrieben');
		const skip = page.getByRole('link', { name: 'Zum Inhalt' });
		await skip.focus();
		await skip.press('Enter');
		await expect(page).toHaveURL(/#screen$/);
		await expect(text).toHaveValue('Wird gerade geschrieben');
		await page.goBack();
		await expect(page).not.toHaveURL(/#screen$/);
		await expect(text).toHaveValue('Wird gerade geschrieben');
		await expect(form.getByRole('radio', { name: KINDS.internal })).toBeChecked();
	});

	test('points out a message of the same kind of today', async ({ tablet: page }) => {
		const eder = customer('Eder');
		await writeMessage(page, eder, 'Adresse geändert');
		const form = await openForm(page);
		await form.getByRole('radio', { name: KINDS.internal }).check();
		await expect(
			form.getByText(/Heute gibt es schon eine Mitteilung dieser Art, von Kaya, Anna/)
		).toBeVisible();
	});
});

test.describe('a draft', () => {
	test('"Schließen ohne Eingabe" keeps it, "Entwurf fortsetzen" brings it back (S18)', async ({
		tablet: page
	}) => {
		const fischer = customer('Fischer');
		await openContact(page, fischer);
		const form = await openForm(page);
		await fillIn(form, 'Angefangen und nicht', 'feedback');
		await form.getByRole('button', { name: 'Schließen ohne Eingabe' }).click();
		await expect(messageForm(page)).toBeHidden();
		await expect(entry(page, 'Angefangen und nicht')).toBeHidden();

		await page.getByRole('link', { name: 'Entwurf fortsetzen' }).click();
		await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue('Angefangen und nicht');
		await expect(form.getByRole('radio', { name: KINDS.feedback })).toBeChecked();
		await expect(form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' })).toHaveValue(
			OFFICE.name
		);
		await form.getByRole('radio', { name: 'persönlich' }).check();
		await save(page);
		await expect(entry(page, 'Angefangen und nicht')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Entwurf fortsetzen' })).toBeHidden();
	});

	test('survives a reload in the middle of a word, and stands on Start', async ({ tablet: page }) => {
		const winkler = customer('Winkler');
		await openContact(page, winkler);
		const form = await openForm(page);
		await form.getByRole('textbox', { name: 'Mitteilungstext' }).pressSequentially('Hat sich beschwe');
		await page.reload();
		await form.getByRole('button', { name: 'Entwurf fortsetzen' }).click();
		await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue('Hat sich beschwe');

		await page.getByRole('link', { name: 'Start' }).click();
		await page.getByRole('link', { name: `${listed(winkler)} Hat sich beschwe` }).click();
		await form.getByRole('button', { name: 'Verwerfen' }).click();
		await page.getByRole('link', { name: 'Start' }).click();
		await expect(page.getByRole('heading', { name: 'Start' })).toBeVisible();
		await expect(page.getByRole('link', { name: `${listed(winkler)} Hat sich beschwe` })).toBeHidden();
	});
});
