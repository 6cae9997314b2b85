import { expect, test } from './fixtures.ts';
import { ANNA, customer, EVA, listed, MEHMET } from './house/people.ts';
import {
	checkIn,
	checkOut,
	chooseDuty,
	choosePerson,
	dutyButton,
	enterPin,
	expectOnDuty
} from './steps/duty.ts';
import { entry, writeMessage } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { openContact } from './steps/search.ts';

test.describe('who is on duty (S5)', () => {
	test('checks in with the PIN, hands over to a colleague, and checks out', async ({ newTablet }) => {
		const page = await newTablet();
		await checkIn(page, ANNA);

		await chooseDuty(page, 'Andere Person …');
		await choosePerson(page, MEHMET);
		await enterPin(page, MEHMET);
		await expectOnDuty(page, MEHMET);

		// back to Anna, who is on duty still: her PIN alone is asked for
		await chooseDuty(page, `Wechseln zu ${listed(ANNA)}`);
		await enterPin(page, ANNA);
		await expectOnDuty(page, ANNA);

		await checkOut(page);
		await expect(page.getByRole('heading', { name: 'CheckIn' })).toBeVisible();
		// whoever is on duty stands first, then who was here lately
		await expect(page.getByRole('region', { name: 'Im Dienst' }).getByRole('button')).toHaveText([/Öztürk/]);
		await expect(page.getByRole('region', { name: 'Zuletzt hier' }).getByRole('button')).toHaveText([/Kaya/]);
	});

	test('a wrong PIN lets nobody in, and five of them lock that person at that tablet, nobody else', async ({
		newTablet
	}) => {
		const page = await newTablet();
		await choosePerson(page, ANNA);
		const pad = page.getByRole('group', { name: `PIN von ${listed(ANNA)}` });
		for (const words of ['Noch 4 Versuche', 'Noch 3 Versuche', 'Noch 2 Versuche', 'Noch ein Versuch']) {
			await enterPin(page, ANNA, '1111');
			await expect(pad).toContainText(words);
		}
		await enterPin(page, ANNA, '1111');
		await expect(pad).toContainText('Zu viele falsche Versuche. Weiter');
		await expect(pad.getByRole('button', { name: '1', exact: true })).toBeDisabled();
		await expect(dutyButton(page)).toBeHidden();

		await page.getByRole('button', { name: 'Andere Person' }).click();
		await checkIn(page, EVA);
	});

	test('without network, whoever checked in before is let in by the PIN and no other', async ({
		tablet: page
	}) => {
		await checkOut(page);
		await page.context().setOffline(true);
		await choosePerson(page, ANNA);
		await enterPin(page, ANNA, '1111');
		const pad = page.getByRole('group', { name: `PIN von ${listed(ANNA)}` });
		await expect(pad).toContainText('Diese PIN stimmt nicht. Noch 4 Versuche.');
		await enterPin(page, ANNA);
		await expectOnDuty(page, ANNA);
		await expect(dutyButton(page)).not.toContainText('nicht bestätigt');
	});

	test('without network, five wrong PINs lock a person too', async ({ tablet: page }) => {
		await checkOut(page);
		await page.context().setOffline(true);
		await choosePerson(page, ANNA);
		const pad = page.getByRole('group', { name: `PIN von ${listed(ANNA)}` });
		for (const words of ['Noch 4', 'Noch 3', 'Noch 2', 'Noch ein', 'Zu viele falsche Versuche']) {
			await enterPin(page, ANNA, '1111');
			await expect(pad).toContainText(words);
		}
		await expect(pad.getByRole('button', { name: '1', exact: true })).toBeDisabled();
	});

	test('a first check-in without network counts as not confirmed, until one with network', async ({
		newTablet
	}) => {
		const page = await newTablet();
		await page.context().setOffline(true);
		await checkIn(page, ANNA);
		await expect(dutyButton(page)).toContainText('nicht bestätigt');

		await page.context().setOffline(false);
		await chooseDuty(page, 'Sperren');
		await enterPin(page, ANNA);
		await expectOnDuty(page, ANNA);
		await expect(dutyButton(page)).not.toContainText('nicht bestätigt');
	});
});

test('what was written unconfirmed is confirmed by the next check-in with network, on every device', async ({
	newTablet,
	tabletOf
}) => {
	const second = await tabletOf(MEHMET);
	const page = await newTablet();
	await readyForOffline(page);
	await page.context().setOffline(true);
	await checkIn(page, ANNA);
	const hackl = customer('Hackl');
	await writeMessage(page, hackl, 'Ohne Netz angemeldet');
	await checkOut(page);
	await goOnline(page);
	await openContact(second, hackl);
	await expect(entry(second, 'Ohne Netz angemeldet')).toContainText('nicht bestätigt');

	await checkIn(page, ANNA);
	await expect(entry(second, 'Ohne Netz angemeldet')).not.toContainText('nicht bestätigt');
});

test.describe('the idle lock', () => {
	// without network, since the server would put a clock right that runs ahead of its own
	test('after three minutes without a touch the screen shows nothing of customers until the PIN', async ({
		newTablet
	}) => {
		const page = await newTablet();
		await page.clock.install();
		await checkIn(page, ANNA);
		await page.context().setOffline(true);
		await page.clock.fastForward('02:30');
		await page.getByRole('heading', { name: 'Start' }).click();
		await page.clock.fastForward('02:30');
		await expect(page.getByRole('heading', { name: 'Start' })).toBeVisible();

		await page.clock.fastForward('00:40');
		await expect(page.getByRole('heading', { name: 'Gesperrt' })).toBeVisible();
		await expect(page.getByRole('combobox', { name: 'CRM-Suchleiste' })).toBeHidden();
		await enterPin(page, ANNA);
		await expectOnDuty(page, ANNA);
	});

	test('whoever checked in first without network comes back with the same PIN, and with no other', async ({
		newTablet
	}) => {
		const page = await newTablet();
		await page.context().setOffline(true);
		await checkIn(page, ANNA);
		await chooseDuty(page, 'Sperren');
		await enterPin(page, ANNA, '1111');
		const pad = page.getByRole('group', { name: `PIN von ${listed(ANNA)}` });
		await expect(pad).toContainText('Diese PIN stimmt nicht. Noch 4 Versuche.');
		await expect(dutyButton(page)).toBeHidden();

		// nor does the lock let anybody in whom this tablet cannot check
		await page.getByRole('button', { name: 'Andere Person' }).click();
		await choosePerson(page, MEHMET);
		await enterPin(page, MEHMET);
		await expect(page.getByRole('group', { name: `PIN von ${listed(MEHMET)}` })).toContainText(
			'Ohne Netz kann dieses Gerät diese PIN nicht prüfen.'
		);

		await page.getByRole('button', { name: 'Andere Person' }).click();
		await choosePerson(page, ANNA);
		await enterPin(page, ANNA);
		await expectOnDuty(page, ANNA);
		await expect(dutyButton(page)).toContainText('nicht bestätigt');
	});

	test('a reload does not open it', async ({ tablet: page }) => {
		await chooseDuty(page, 'Sperren');
		await expect(page.getByRole('heading', { name: 'Gesperrt' })).toBeVisible();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Gesperrt' })).toBeVisible();
	});
});
