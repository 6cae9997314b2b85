import { readFile } from 'node:fs/promises';
import { filesWith } from '../server/rawFiles.ts';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, listed, type Customer } from './house/people.ts';
import { openPart, signInAsAdmin } from './steps/administration.ts';
import { fillAndEmptyStorage } from './steps/disk.ts';
import { checkIn } from './steps/duty.ts';
import { entry, openForm, writeMessage } from './steps/message.ts';
import { goOnline } from './steps/network.ts';
import { pairDevice } from './steps/pairing.ts';
import { expectAllSent } from './steps/pill.ts';
import { chooseContact, openContact, results, searchBar } from './steps/search.ts';
import type { Page } from '@playwright/test';

/** Opens what there is on a person, as an administrator. */
async function openFile(office: Page, person: Customer): Promise<void> {
	await openPart(office, 'Datenschutz');
	await office.getByRole('combobox', { name: 'Person' }).fill(person.id);
	await office.getByRole('option', { name: listed(person) }).click();
	await expect(office.getByRole('heading', { level: 2, name: `Auskunft: ${listed(person)}` })).toBeVisible();
}

/** Erases the person whose file is open. */
async function erase(office: Page, person: Customer): Promise<void> {
	await office.getByRole('button', { name: 'Löschen …' }).click();
	const dialog = office.getByRole('dialog', { name: `${listed(person)} löschen?` });
	await dialog.getByRole('textbox', { name: 'Zur Bestätigung die KundenID eingeben' }).fill(person.id);
	await dialog.getByRole('button', { name: 'Endgültig löschen' }).click();
	await expect(dialog).toBeHidden();
	await expect(office.getByRole('heading', { level: 2, name: 'Datenschutz' })).toBeVisible();
}

test.describe('the rights of the persons', () => {
	test('all there is on a customer can be read, printed and saved, without what is about others', async ({
		newBrowser,
		tablet
	}) => {
		const [hofer, eder] = [customer('Hofer'), customer('Eder')];
		await writeMessage(tablet, hofer, 'Neue Nummer 0664 998877');
		await writeMessage(tablet, eder, `Kam mit ${listed(hofer)}`);
		await expectAllSent(tablet);
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openFile(office, hofer);
		await expect(office.getByRole('list', { name: 'Mitteilungen' })).toContainText('Neue Nummer 0664 998877');
		await expect(office.getByText(`Kam mit ${listed(hofer)}`)).toBeVisible();

		const download = office.waitForEvent('download');
		await office.getByRole('button', { name: 'Als JSON speichern' }).click();
		const saved = await readFile(await (await download).path(), 'utf8');
		expect(JSON.parse(saved)).toMatchObject({
			form: 'dienstbuch-contact',
			ids: [hofer.id],
			contacts: [{ id: hofer.id, last: hofer.last }],
			subjects: [{ facts: [{ text: 'Neue Nummer 0664 998877' }] }]
		});
		expect(saved).not.toContain('Kam mit');

		await office.emulateMedia({ media: 'print' });
		await expect(office.getByText('Neue Nummer 0664 998877')).toBeVisible();
		await expect(office.getByText(`Kam mit ${listed(hofer)}`)).toBeHidden();
		await expect(office.getByRole('button', { name: 'Löschen …' })).toBeHidden();
	});

	test('nothing is stored under a KundenID that nobody has', async ({ newBrowser, house }) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await office.goto(`${house.url}/admin/privacy/999999`);
		await expect(office.getByText('Über diese KundenID ist nichts gespeichert')).toBeVisible();
		await expect(office.getByRole('button', { name: 'Löschen …' })).toHaveCount(0);
	});

	test('an erasure wants the KundenID, says what went, and reaches a tablet that comes back later', async ({
		newBrowser,
		tablet
	}) => {
		const [hofer, eder] = [customer('Hofer'), customer('Eder')];
		await writeMessage(tablet, hofer, 'Wird gelöscht');
		await writeMessage(tablet, eder, `Kam mit ${listed(hofer)}`);
		await writeMessage(tablet, eder, 'Bleibt da');
		await expectAllSent(tablet);
		await tablet.context().setOffline(true);
		await openContact(tablet, hofer);
		const form = await openForm(tablet);
		await form.getByRole('textbox', { name: 'Mitteilungstext' }).pressSequentially('Angefangen');
		await form.getByRole('button', { name: 'Schließen ohne Eingabe' }).click();
		await expect(tablet.getByRole('link', { name: 'Entwurf fortsetzen' })).toBeVisible();

		const office = await newBrowser();
		await signInAsAdmin(office);
		await openFile(office, hofer);
		await office.getByRole('button', { name: 'Löschen …' }).click();
		const dialog = office.getByRole('dialog', { name: `${listed(hofer)} löschen?` });
		const confirm = dialog.getByRole('textbox', { name: 'Zur Bestätigung die KundenID eingeben' });
		await confirm.fill(eder.id);
		await dialog.getByRole('button', { name: 'Endgültig löschen' }).click();
		await expect(confirm).toBeFocused();
		await expect(confirm).toHaveAccessibleDescription(/eine andere KundenID/);
		await dialog.getByRole('checkbox', { name: listed(eder) }).check();
		await confirm.fill(hofer.id);
		await dialog.getByRole('button', { name: 'Endgültig löschen' }).click();
		await expect(
			office.getByRole('list', { name: 'Löschungen' }).getByText('Stammdaten, 2 Mitteilungen')
		).toBeVisible();

		await goOnline(tablet);
		await expectAllSent(tablet);
		await openContact(tablet, eder);
		await expect(entry(tablet, 'Bleibt da')).toBeVisible();
		await expect(entry(tablet, 'Kam mit')).toHaveCount(0);
		await searchBar(tablet).fill(hofer.id);
		await expect(results(tablet).getByText(listed(hofer))).toHaveCount(0);
		await tablet.goto('/');
		await expect(tablet.getByText('Angefangen')).toHaveCount(0);
	});

	test('what a tablet had received and sent of the person is gone from the files of its browser', async ({
		killable,
		house,
		newBrowser
	}) => {
		const hofer = customer('Hofer');
		const word = 'Zwetschkenknoedelholic';
		let page = await killable.start();
		await pairDevice(page, await house.pairingLink());
		await checkIn(page, ANNA);
		await writeMessage(page, hofer, `Gespeichert ${word}`);
		await expectAllSent(page);
		await killable.close();
		for (const text of [word, hofer.last]) expect(await filesWith(killable.folder, text)).not.toEqual([]);

		const office = await newBrowser();
		await signInAsAdmin(office);
		await openFile(office, hofer);
		await erase(office, hofer);

		page = await killable.start();
		await page.goto('/');
		await chooseContact(page, customer('Eder'));
		await expectAllSent(page);
		for (const text of [word, hofer.last])
			await expect(async () => {
				await fillAndEmptyStorage(page);
				expect(await filesWith(killable.folder, text)).toEqual([]);
			}).toPass({ timeout: 60_000 });
	});
});
