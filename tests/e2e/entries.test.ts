import { expect, test } from './fixtures.ts';
import type { House } from './house/house.ts';
import { customer, listed, OTHER_STUDIO, STUDIO, type Customer } from './house/people.ts';
import { expectIncidents, startLive, startRecording } from './steps/check.ts';
import { hint } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';

/** `HH:MM` of yesterday, as the studio's clock shows it. */
const MOMENT = '22:14';

/** Yesterday at that time, without a zone: the server reads it on the studio's clock. */
function yesterday(clock: string): string {
	const day = new Date(Date.now() - 86_400_000);
	return `${day.toLocaleDateString('sv-SE', { timeZone: 'Europe/Vienna' })}T${clock}`;
}

/** Somebody who came in. */
function entryOf({ id, card, first, last }: Customer, clock: string, more: object = {}): object {
	const name = listed({ first, last });
	return {
		at: yesterday(clock),
		site: OTHER_STUDIO.id,
		terminal: 'Drehkreuz 1',
		card,
		contact: id,
		name,
		visit: 'home',
		...more
	};
}

/** Delivers events as the access control does. */
async function deliver(house: House, events: object[]): Promise<unknown> {
	const { key } = (await house.admin.post('/api/connectors/entries-key', {})) as { key: string };
	const response = await fetch(`${house.url}/api/entries`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ events })
	});
	return await response.json();
}

test('S11b: who came in around the footage time stands there to tap, offline too', async ({
	tablet: page,
	house
}) => {
	const ecker = customer('Ecker');
	const zauner = customer('Zauner');
	await test.step('the access control delivers what happened', async () => {
		const events = [
			entryOf(ecker, '22:13:40', { visit: 'guest' }),
			entryOf(zauner, '22:16:30', { way: 'hand' }),
			entryOf(customer('Plank'), '22:40:00'),
			{ at: yesterday('22:15:00'), site: OTHER_STUDIO.id, terminal: 'Außentüre', card: 'MF99999999' }
		];
		expect(await deliver(house, events)).toMatchObject({ taken: 4, rejected: [] });
		expect(await deliver(house, events)).toMatchObject({ taken: 0, known: 4 });
	});

	await startRecording(page);
	await page.getByRole('textbox', { name: 'Eintritte um' }).fill(MOMENT);
	const around = page.getByRole('region', { name: `Eintritte um ${MOMENT}` });
	const rows = around.getByRole('listitem');
	await expect(rows).toHaveText([
		new RegExp(`22:13.*${listed(ecker)}.*Gast.*Drehkreuz 1`),
		/22:15.*Unbekannte Person \(Karte MF99999999\).*Außentüre/,
		new RegExp(`22:16.*${listed(zauner)}.*von Hand`)
	]);

	await test.step('one tap chooses the person, at the time that was typed', async () => {
		await around.getByRole('button', { name: listed(ecker) }).click();
		await expect(page.getByRole('heading', { name: `${ecker.id} ${listed(ecker)}` })).toBeVisible();
		await expect(page.getByRole('textbox', { name: 'Zeit der Aufnahme' })).toHaveValue(MOMENT);
		await page.getByRole('button', { name: 'Weitere Person eingelassen' }).click();
		await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expect(hint(page, 'Gespeichert').last()).toBeVisible();
		await expectIncidents(page, 1);
	});

	await test.step('without network, after a reload, all is still there', async () => {
		await readyForOffline(page);
		await page.context().setOffline(true);
		await page.reload();
		await expectIncidents(page, 1);
		await expect(page.getByRole('region', { name: `Eintritte um ${MOMENT}` })).toBeVisible();
		await expect(rows.first()).toContainText(listed(ecker));
		await around.getByRole('button', { name: /Karte MF99999999/ }).click();
		await expect(page.getByRole('textbox', { name: 'Beschreibung' })).toHaveValue('Karte MF99999999');
		await page.getByRole('button', { name: 'Weitere Person eingelassen', exact: true }).click();
		await page.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expectIncidents(page, 2);
	});
});

test('S11b: a check for which nothing was reported says so', async ({ tablet: page }) => {
	await startLive(page, STUDIO.name);
	const around = page.getByRole('region', { name: /^Eintritte um/ });
	await expect(around).toContainText('Bisher sind keine Eintritte gemeldet.');
	await expect(around).toContainText(/Eintritte bis \d\d:\d\d auf diesem Gerät/);
});
