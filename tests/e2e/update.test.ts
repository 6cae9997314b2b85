import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { House } from './house/house.ts';
import { NEWER, OwnBuild } from './house/ownBuild.ts';
import { ANNA, customer } from './house/people.ts';
import { checkIn } from './steps/duty.ts';
import { fillIn, messageForm, openForm } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';
import { pairDevice } from './steps/pairing.ts';
import { openContact } from './steps/search.ts';

const test = base.extend<{ ownBuild: OwnBuild; ownHouse: House }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
	ownBuild: async ({}, use) => {
		const build = await OwnBuild.copy();
		await use(build);
		await build.remove();
	},
	ownHouse: async ({ ownBuild }, use) => {
		const house = await House.open({ root: ownBuild.root });
		await use(house);
		await house.close();
	}
});

async function runsNewBuild(page: Page): Promise<boolean> {
	return (await page.content()).includes(NEWER);
}

test('a new version is offered, never forced: the form stays as it is until somebody wants it, and the draft survives', async ({
	newBrowser,
	ownBuild,
	ownHouse
}) => {
	const grabner = customer('Grabner');
	const page = await newBrowser();
	await pairDevice(page, await ownHouse.pairingLink());
	await checkIn(page, ANNA);
	await readyForOffline(page);
	await openContact(page, grabner);
	const form = await openForm(page);
	await fillIn(form, 'Während die neue Version kommt');

	await ownBuild.renew();
	// another window of the app looks for a new version when it opens
	const other = await page.context().newPage();
	await other.goto(ownHouse.url);
	await expect(other.getByText('Neue Version')).toBeVisible();
	await expect(page.getByText('Neue Version')).toBeVisible();
	expect(await runsNewBuild(page)).toBe(false);
	await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
		'Während die neue Version kommt'
	);
	// what another window takes over reloads no form that is being written
	await other.getByRole('button', { name: 'Jetzt laden' }).click();
	await expect(async () => expect(await runsNewBuild(other)).toBe(true)).toPass();
	await expect(page.getByText('Neue Version')).toBeVisible();
	expect(await runsNewBuild(page)).toBe(false);
	await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
		'Während die neue Version kommt'
	);
	await other.close();

	await page.getByRole('button', { name: 'Jetzt laden' }).click();
	// the page cannot be looked at in the middle of its reload
	await expect(async () => expect(await runsNewBuild(page)).toBe(true)).toPass();
	await messageForm(page).getByRole('button', { name: 'Entwurf fortsetzen' }).click();
	await expect(form.getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
		'Während die neue Version kommt'
	);
});
