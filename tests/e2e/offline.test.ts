import { closableStorage } from '../sync/closableStorage.ts';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, MEHMET } from './house/people.ts';
import { checkIn, expectOnDuty } from './steps/duty.ts';
import { entry, fillIn, hint, messageForm, openForm, save, writeMessage } from './steps/message.ts';
import { enterCaptivePortal, goOnline, leaveCaptivePortal, readyForOffline } from './steps/network.ts';
import { pairDevice } from './steps/pairing.ts';
import { expectAllSent, expectPill } from './steps/pill.ts';
import { contactHeading, openContact } from './steps/search.ts';

test.describe('without network', () => {
	test('everything works and the pill tells the truth; with network, a second tablet shows it without a reload', async ({
		tablet: page,
		tabletOf
	}) => {
		const haas = customer('Haas');
		// Start calls new only what comes after something
		await writeMessage(page, haas, 'Vorher geschrieben');
		await expectAllSent(page);
		const second = await tabletOf(MEHMET);
		const third = await second.context().newPage();
		await third.goto(`/contact/${haas.id}`);
		await expect(contactHeading(third, haas)).toBeVisible();
		await expectAllSent(page);
		await readyForOffline(page);

		await page.context().setOffline(true);
		await expectPill(page, 'offline, alles gesendet');
		for (const count of [1, 2, 3]) {
			await writeMessage(page, haas, `Ohne Netz geschrieben, Nummer ${count}`);
			await expectPill(page, `offline, ${count} nur auf diesem Gerät`);
		}
		await expect(entry(page, 'Nummer 3')).toContainText('nur auf diesem Gerät');

		await page.reload();
		await expectOnDuty(page, ANNA);
		await expectPill(page, 'offline, 3 nur auf diesem Gerät');
		for (const count of [1, 2, 3]) await expect(entry(page, `Nummer ${count}`)).toBeVisible();

		await goOnline(page);
		await expectAllSent(page);
		await expect(entry(page, 'Nummer 3')).toContainText('gesendet');
		for (const count of [1, 2, 3]) await expect(entry(third, `Nummer ${count}`)).toHaveCount(1);
		// Start does not move under whoever reads it: it says that there is something new
		await second.getByRole('button', { name: /neue Mitteilung/ }).click();
		await expect(entry(second, 'Nummer 3')).toHaveCount(1);
	});

	test('the app starts though no server answers, and sends once it does', async ({ tablet: page, house }) => {
		const stadler = customer('Stadler');
		await expectAllSent(page);
		await readyForOffline(page);
		await house.server.stop();
		await page.reload();
		await expectOnDuty(page, ANNA);
		await writeMessage(page, stadler, 'Der Server war weg');
		await expectPill(page, 'Server nicht erreichbar, 1 nur auf diesem Gerät');
		await house.server.start();
		await expectAllSent(page);
		await expect(entry(page, 'Der Server war weg')).toContainText('gesendet');
	});
});

test.describe('a browser that is killed', () => {
	test('right after "Gespeichert" has the message, and the draft of another, when it starts without network', async ({
		killable,
		house,
		tabletOf
	}) => {
		const riegler = customer('Riegler');
		const schober = customer('Schober');
		let page = await killable.start();
		await pairDevice(page, await house.pairingLink());
		await checkIn(page, ANNA);
		await expectAllSent(page);
		await readyForOffline(page);
		// Chromium writes cookies down at leisure: the tablet was paired some time before it crashes
		await killable.close();

		page = await killable.start();
		await page.goto('/');
		await expectOnDuty(page, ANNA);
		await page.context().setOffline(true);
		await openContact(page, schober);
		await (
			await openForm(page)
		)
			.getByRole('textbox', { name: 'Mitteilungstext' })
			.pressSequentially('Mitten im Wo');
		// what was typed is stored by the time the next thing is
		await writeMessage(page, riegler, 'Kurz vor dem Absturz');
		await killable.kill();

		page = await killable.start({ offline: true });
		await page.goto('/');
		await expectOnDuty(page, ANNA);
		await expectPill(page, 'offline, 1 nur auf diesem Gerät');
		await openContact(page, riegler);
		await expect(entry(page, 'Kurz vor dem Absturz')).toBeVisible();
		await openContact(page, schober);
		await page.getByRole('link', { name: 'Entwurf fortsetzen' }).click();
		await expect(messageForm(page).getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
			'Mitten im Wo'
		);

		await goOnline(page);
		await expectAllSent(page);
		const second = await tabletOf(MEHMET);
		await openContact(second, riegler);
		await expect(entry(second, 'Kurz vor dem Absturz')).toHaveCount(1);
	});
});

test.describe('a network that fails', () => {
	test('a server that dies between two messages loses and doubles nothing', async ({
		tablet: page,
		house,
		tabletOf
	}) => {
		const ortner = customer('Ortner');
		await writeMessage(page, ortner, 'Vor dem Neustart');
		await house.server.kill();
		await writeMessage(page, ortner, 'Während des Neustarts');
		await house.server.start();
		await expectAllSent(page);
		const second = await tabletOf(MEHMET);
		await openContact(second, ortner);
		await expect(entry(second, 'Vor dem Neustart')).toHaveCount(1);
		await expect(entry(second, 'Während des Neustarts')).toHaveCount(1);
	});

	test('a captive portal is called by its name, and takes nothing away', async ({
		tablet: page,
		tabletOf
	}) => {
		const posch = customer('Posch');
		await expectAllSent(page);
		await enterCaptivePortal(page);
		await page.reload();
		await expectPill(page, 'WLAN verlangt Anmeldung');
		await writeMessage(page, posch, 'Aus dem Hotel');
		await expectPill(page, 'WLAN verlangt Anmeldung, 1 nur auf diesem Gerät');
		await leaveCaptivePortal(page);
		await expectAllSent(page);
		const second = await tabletOf(MEHMET);
		await openContact(second, posch);
		await expect(entry(second, 'Aus dem Hotel')).toHaveCount(1);
	});
});

test.describe('two windows of one browser', () => {
	test('one sends for both; when it is closed, the other goes on', async ({ tablet: page, tabletOf }) => {
		const zauner = customer('Zauner');
		await expectAllSent(page);
		const other = await page.context().newPage();
		await other.goto('/');
		await expectPill(other, 'ein anderes Fenster sendet');
		await openContact(page, zauner);
		await writeMessage(other, zauner, 'Aus dem zweiten Fenster');
		await expect(entry(page, 'Aus dem zweiten Fenster')).toContainText('gesendet');
		await expect(entry(other, 'Aus dem zweiten Fenster')).toContainText('gesendet');

		await page.close();
		await fillIn(await openForm(other), 'Nach dem Schließen des ersten');
		await messageForm(other).getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expectAllSent(other);
		const second = await tabletOf(MEHMET);
		await openContact(second, zauner);
		await expect(entry(second, 'Aus dem zweiten Fenster')).toHaveCount(1);
		await expect(entry(second, 'Nach dem Schließen des ersten')).toHaveCount(1);
	});
});

test('storage that the browser closes under the page is opened again; where it stays closed, the save says so (§ 11)', async ({
	newTablet
}) => {
	const page = await newTablet();
	await page.addInitScript(`window.storage = (${closableStorage.toString()})()`);
	const closeStorage = (forGood: boolean): Promise<void> =>
		page.evaluate(`window.storage.close(${forGood})`) as Promise<void>;
	await page.reload();
	await checkIn(page, ANNA);
	await expectAllSent(page);
	await readyForOffline(page);
	await page.context().setOffline(true);
	await expectPill(page, 'offline, alles gesendet');

	await openContact(page, customer('Haas'));
	await fillIn(await openForm(page), 'Nach der Pause im Hintergrund');
	await closeStorage(false);
	await save(page);
	await expect(entry(page, 'Nach der Pause im Hintergrund')).toContainText('nur auf diesem Gerät');

	await fillIn(await openForm(page), 'Ohne Speicher');
	await closeStorage(true);
	await messageForm(page).getByRole('button', { name: 'Mitteilung speichern' }).click();
	await expect(hint(page, 'dieser Schritt wurde nicht gespeichert').first()).toBeVisible();
	await expect(page.getByText('Speicher unterbrochen').first()).toBeVisible();
	await expect(messageForm(page)).toBeVisible();
});
