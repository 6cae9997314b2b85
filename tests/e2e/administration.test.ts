import { expect, test } from './fixtures.ts';
import { ANNA, customer, listed, NORA, OTHER_STUDIO, STUDIO } from './house/people.ts';
import { openPart, saveEntry, signInAsAdmin } from './steps/administration.ts';
import { choosePerson, enterPin, expectOnDuty } from './steps/duty.ts';
import { hint, KINDS, messageForm, openForm, writeMessage } from './steps/message.ts';
import { openContact } from './steps/search.ts';

test.describe('Administration', () => {
	test('S11d a house rule that is added can be chosen at a tablet at once, and is gone when it is removed', async ({
		newBrowser,
		tablet
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Hausordnung');
		await office.getByRole('button', { name: 'Neue Regel' }).click();
		const dialog = office.getByRole('dialog', { name: 'Neue Regel' });
		await dialog.getByRole('button', { name: 'Speichern' }).click();
		await expect(dialog.getByRole('textbox', { name: 'Nummer' })).toBeFocused();
		await dialog.getByRole('textbox', { name: 'Nummer' }).fill('9.1');
		await dialog.getByRole('textbox', { name: 'Regel in einem Satz' }).fill('Sauna nur mit Badetuch');
		await expect(dialog.getByRole('textbox', { name: 'Nummer' })).toHaveAccessibleDescription(
			/Diese Nummer gibt es schon/
		);
		await dialog.getByRole('textbox', { name: 'Nummer' }).fill('9.44');
		await saveEntry(dialog);

		await openContact(tablet, customer('Hofer'));
		const form = await openForm(tablet);
		await form.getByRole('radio', { name: KINDS.violation }).check();
		const option = form
			.getByRole('combobox', { name: /Punkt der Hausordnung/ })
			.getByRole('option', { name: '9.44 Sauna nur mit Badetuch' });
		await expect(option).toHaveCount(1);

		await office
			.getByRole('button', { name: /Sauna nur mit Badetuch/ })
			.first()
			.click();
		await office.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
		await expect(option).toHaveCount(0);
		await hint(office, 'Rückgängig').last().click();
		await expect(option).toHaveCount(1);
	});

	test('S11d the order of rules is changed by keyboard, and the focus stays where it was', async ({
		newBrowser
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Schnellgründe');
		const rows = office.getByRole('list', { name: 'Schnellgründe' }).getByRole('listitem');
		const second = (await rows.nth(1).getByRole('button').first().innerText()).split('\n')[0] ?? '';
		const up = office.getByRole('button', { name: `${second} nach oben` });
		await up.focus();
		await office.keyboard.press('Enter');
		await expect(rows.first()).toContainText(second);
		await expect(up).toBeDisabled();
		const down = office.getByRole('button', { name: `${second} nach unten` });
		await expect(down).toBeFocused();
		await office.keyboard.press('Enter');
		await expect(rows.nth(1)).toContainText(second);
	});

	test('S11b the Tageswechsel of a studio is set, and what imports bring stays theirs', async ({
		newBrowser,
		house
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Standorte');
		await office.getByRole('button', { name: OTHER_STUDIO.name }).click();
		const dialog = office.getByRole('dialog', { name: 'Standort' });
		const change = dialog.getByRole('textbox', { name: 'Tageswechsel' });
		await change.fill('');
		await dialog.getByRole('button', { name: 'Speichern' }).click();
		await expect(change).toHaveAccessibleDescription(/Bitte eine Uhrzeit eingeben/);
		await change.fill('0600');
		await saveEntry(dialog);
		await expect(office.getByRole('button', { name: OTHER_STUDIO.name })).toContainText('Tageswechsel 06:00');
		const { entries } = (await house.admin.get('/api/lists/sites')) as { entries: { id: string }[] };
		expect(entries.find(({ id }) => id === OTHER_STUDIO.id)).toMatchObject({ dayChange: '06:00' });
		expect(entries.find(({ id }) => id === OTHER_STUDIO.id)).not.toHaveProperty('kept');
		await expect(office.getByRole('main')).toContainText('(Wien)');
	});

	test('S10 a template shows what it will look like while it is written', async ({ newBrowser }) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Textbausteine');
		await office.getByRole('button', { name: 'Neuer Textbaustein' }).click();
		const dialog = office.getByRole('dialog', { name: 'Neuer Textbaustein' });
		await dialog.getByRole('textbox', { name: 'Bezeichnung' }).fill('Probetraining');
		const text = dialog.getByRole('textbox', { name: 'Text' });
		await text.fill('Probetraining mit ');
		await dialog.getByRole('button', { name: '{name}' }).click();
		await expect(text).toHaveValue('Probetraining mit {name}');
		await expect(dialog.getByText('Probetraining mit Huber, Sabine')).toBeVisible();
		await dialog.getByRole('button', { name: 'Anliegen' }).click();
		await saveEntry(dialog);
		await expect(office.getByRole('button', { name: /Probetraining/ }).first()).toBeVisible();
		await office.reload();
		await expect(office.getByRole('list', { name: 'Textbausteine' })).toContainText('Probetraining');
	});

	test('S5 a forgotten PIN is reset, told once, and works at the tablet', async ({
		newBrowser,
		newTablet
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Mitarbeiter');
		await office.getByRole('button', { name: `Aktionen für ${listed(NORA)}` }).click();
		await office.getByRole('menuitem', { name: 'PIN zurücksetzen' }).click();
		await office.getByRole('dialog').getByRole('button', { name: 'PIN zurücksetzen' }).click();
		const shown = office.getByRole('dialog', { name: `Vorläufige PIN von ${listed(NORA)}` });
		const [pin = ''] = /\b\d{4}\b/.exec(await shown.innerText()) ?? [];
		expect(pin).toMatch(/^\d{4}$/);
		const tablet = await newTablet();
		await choosePerson(tablet, NORA);
		await enterPin(tablet, NORA, pin);
		await expect(tablet.getByText(/neue PIN/i).first()).toBeVisible();
		// nobody gets past it: with a PIN that somebody else knows nobody is on duty
		await tablet.reload();
		await choosePerson(tablet, NORA);
		await enterPin(tablet, NORA, pin);
		for (const label of ['Neue PIN', 'Neue PIN wiederholen']) {
			const pad = tablet.getByRole('group', { name: label, exact: true });
			for (const digit of '2580') await pad.getByRole('button', { name: digit, exact: true }).click();
			await pad.getByRole('button', { name: 'PIN bestätigen' }).click();
		}
		await expectOnDuty(tablet, NORA);
	});

	test('S5 somebody new can be put in charge of it; who has left no longer is', async ({
		newBrowser,
		tablet
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Mitarbeiter');
		await office.getByRole('button', { name: 'Neuer Mitarbeiter' }).click();
		const dialog = office.getByRole('dialog', { name: 'Neuer Mitarbeiter' });
		await dialog.getByRole('textbox', { name: 'Personalnummer' }).fill('777');
		await dialog.getByRole('textbox', { name: 'Vorname' }).fill('Zita');
		await dialog.getByRole('textbox', { name: 'Nachname' }).fill('Zangerl');
		await dialog.getByRole('button', { name: STUDIO.name }).click();
		await saveEntry(dialog);

		await openContact(tablet, customer('Moser'));
		await openForm(tablet);
		const assignee = messageForm(tablet).getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' });
		const offered = tablet.getByRole('option', { name: /Zangerl, Zita/ });
		await assignee.fill('Zangerl');
		await expect(offered).toBeVisible();

		await office
			.getByRole('button', { name: /Zangerl, Zita/ })
			.first()
			.click();
		const again = office.getByRole('dialog', { name: 'Zangerl, Zita' });
		await again.getByRole('checkbox', { name: 'Ausgeschieden' }).check();
		await saveEntry(again);
		await expect(office.getByText('Zangerl, Zita')).toBeHidden();
		await assignee.fill('');
		await assignee.fill('Zangerl');
		await expect(offered).toBeHidden();
	});

	test('two administrators: who saves second is told, and nothing is overwritten', async ({
		newBrowser,
		house
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Sperrgründe');
		await office.getByRole('button', { name: 'Neuer Sperrgrund' }).click();
		const dialog = office.getByRole('dialog', { name: 'Neuer Sperrgrund' });
		await dialog.getByRole('textbox', { name: 'Grund' }).fill('Von hier');

		const list = (await house.admin.get('/api/lists/blockReasons')) as {
			revision: string;
			entries: object[];
		};
		const other = { id: 'other', title: 'Von drüben' };
		await house.admin.put('/api/lists/blockReasons', { ...list, entries: [...list.entries, other] });

		await dialog.getByRole('button', { name: 'Speichern' }).click();
		await expect(dialog.getByRole('alert')).toContainText('Jemand anderer hat diese Liste gerade geändert');
		await saveEntry(dialog);
		const rows = office.getByRole('list', { name: 'Sperrgründe' });
		await expect(rows).toContainText('Von drüben');
		await expect(rows).toContainText('Von hier');
	});

	test('S20 settings are judged at their field, and a part leaves the others alone', async ({
		newBrowser,
		house
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Einstellungen');
		const days = office.getByRole('textbox', { name: 'Ins Archiv nach Tagen' });
		await days.fill('7');
		await office.getByRole('button', { name: 'Einstellungen speichern' }).click();
		await expect(days).toBeFocused();
		await expect(days).toHaveAccessibleDescription(/von 30 bis 3650/);
		await days.fill('120');
		await house.admin.put('/api/settings', { idleMinutes: 4 });
		await office.getByRole('button', { name: 'Einstellungen speichern' }).click();
		await expect(hint(office, 'Einstellungen gespeichert')).toBeVisible();
		const settings = await house.admin.get('/api/settings');
		expect(settings).toMatchObject({ archiveAfterDays: 120, idleMinutes: 4 });
	});

	test('S1 a customer whose KundenID changed has the messages of both', async ({
		newBrowser,
		tablet,
		house
	}) => {
		const [old, now] = [customer('Eder'), customer('Fischer')];
		await writeMessage(tablet, old, 'Unter der alten Nummer geschrieben');
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'KundenID geändert');
		await office.getByRole('button', { name: 'KundenIDs verbinden' }).click();
		const dialog = office.getByRole('dialog', { name: 'KundenIDs verbinden' });
		await dialog.getByRole('combobox', { name: 'Alter Kunde' }).fill(old.id);
		await dialog.getByRole('option', { name: new RegExp(old.id) }).click();
		await dialog.getByRole('combobox', { name: 'Neuer Kunde' }).fill(now.id);
		await dialog.getByRole('option', { name: new RegExp(now.id) }).click();
		await saveEntry(dialog);
		await openContact(tablet, now);
		await expect(tablet.getByText('Unter der alten Nummer geschrieben')).toBeVisible();
		await expect(tablet.getByRole('main').getByRole('link', { name: old.id, exact: true })).toBeVisible();
		await hint(office, 'Rückgängig').last().click();
		await expect(tablet.getByText('Unter der alten Nummer geschrieben')).toBeHidden();
		expect(await house.admin.get('/api/lists/contactLinks')).toMatchObject({ entries: [] });
	});

	test('a shared device and a lead see what they may, and why not more', async ({
		newBrowser,
		tablet,
		house
	}) => {
		await tablet.goto('/admin');
		await expect(tablet.getByText(/die Leitung koppelt Geräte und setzt PINs zurück/)).toBeVisible();
		await house.admin.post('/api/people/103/account', { username: 'eva', password: 'ein langes Passwort' });
		const lead = await newBrowser();
		await lead.goto('/sign-in');
		await lead.getByRole('textbox', { name: 'Benutzername' }).fill('eva');
		await lead.getByLabel('Passwort').fill('ein langes Passwort');
		await lead.getByRole('button', { name: 'Anmelden' }).click();
		const site = lead.getByRole('button', { name: STUDIO.name });
		const start = lead.getByRole('heading', { level: 1, name: 'Start' });
		await expect(site.or(start).first()).toBeVisible();
		if (!(await start.isVisible())) await site.click();
		await lead.getByRole('link', { name: 'Administration' }).click();
		const parts = lead.getByRole('navigation', { name: 'Bereiche der Administration' });
		await expect(parts.getByRole('link')).toHaveCount(2);
		await parts.getByRole('link', { name: 'Mitarbeiter' }).click();
		await expect(lead.getByRole('button', { name: `Aktionen für ${listed(ANNA)}` })).toBeVisible();
		await expect(lead.getByRole('button', { name: 'Neuer Mitarbeiter' })).toBeHidden();
		await lead.goto('/admin/settings');
		await expect(lead.getByText('Dieser Bereich ist der Administration vorbehalten')).toBeVisible();
	});
});
