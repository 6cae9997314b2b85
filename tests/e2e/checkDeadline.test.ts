import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, EVA, listed, MEHMET, OTHER_STUDIO, STUDIO } from './house/people.ts';
import { fileCheck, filing, goToChecks, startForm, startLive } from './steps/check.ts';
import { checkIn, chooseDuty } from './steps/duty.ts';
import { hint } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { expectAllSent } from './steps/pill.ts';
import { goTo } from './steps/tasks.ts';

const HOUR = 3_600_000;

/** The open camera checks as Start shows them. */
function openOnStart(page: Page) {
	return page.getByRole('region', { name: 'Offene Kamerakontrollen' }).getByRole('link');
}

/** Wants to start another check there, where one runs on this tablet already. */
async function startAnother(page: Page, asked: string): Promise<void> {
	await goToChecks(page);
	await page.getByRole('button', { name: 'Weitere Kamerakontrolle starten' }).click();
	await startLive(page, OTHER_STUDIO.name, { asked });
}

test.describe('S11b by when a camera check is to be filed', () => {
	test('S11b Start and the list say until when, and since when it is overdue', async ({ newTablet }) => {
		const page = await newTablet();
		await page.clock.install();
		await page.reload();
		await checkIn(page, ANNA);
		await startLive(page, STUDIO.name);
		await expectAllSent(page);
		await goTo(page, 'Start');
		const inTime = /bis 00:00, noch (\d+ Std\. )?\d+ Min\./;
		await expect(openOnStart(page).filter({ hasText: inTime })).toBeVisible();
		await goToChecks(page);
		const row = page.getByRole('link', { name: new RegExp(`^${STUDIO.name}.*bis 00:00`) });
		await expect(row).toBeVisible();

		// A day later and still not filed; without network, or the tablet would know that its clock is wrong.
		await readyForOffline(page);
		await page.context().setOffline(true);
		await page.clock.fastForward(25 * HOUR);
		await page.reload();
		await checkIn(page, ANNA);
		await goTo(page, 'Start');
		const late = /überfällig seit .*00:00/;
		await expect(openOnStart(page).filter({ hasText: late })).toBeVisible();
		await goToChecks(page);
		const list = page.getByRole('region', { name: 'Alle Kamerakontrollen' });
		await list.getByRole('combobox', { name: 'Zustand' }).selectOption('überfällig');
		await expect(page).toHaveURL(/state=overdue/);
		await list.getByRole('link', { name: new RegExp(`^${STUDIO.name}.*überfällig`) }).click();
		await fileCheck(page, 'Am Tag danach eingegeben');
		await expect(page.getByText('verspätet eingegeben')).toBeVisible();
	});

	test('S11b the next check of the studio asks to file the open one first, for whoever began it', async ({
		tablet: page,
		tabletOf
	}) => {
		test.slow();
		await startLive(page, OTHER_STUDIO.name);
		await expectAllSent(page);

		const second = await tabletOf(EVA);
		await goToChecks(second);
		await second.getByRole('button', { name: `Starten: ${OTHER_STUDIO.name}` }).click();
		const form = startForm(second);
		await expect(form.getByRole('combobox', { name: 'Studio' })).toHaveValue(OTHER_STUDIO.id);
		const open = `In ${OTHER_STUDIO.name} ist noch eine Kontrolle offen`;
		await expect(form.getByText(open)).toBeVisible();
		await startLive(second, OTHER_STUDIO.name, { asked: open });
		await second.getByRole('dialog', { name: open }).getByRole('link', { name: 'Jetzt eingeben' }).click();
		await fileCheck(second, 'Anna musste weg', await filing(second));
		await expect(second.getByText(`eingegeben von ${listed(EVA)} für ${listed(ANNA)}`)).toBeVisible();

		await test.step('and nobody is kept from starting all the same', async () => {
			await startLive(page, OTHER_STUDIO.name);
			await expectAllSent(page);
			await startLive(second, OTHER_STUDIO.name, { asked: open });
			await second
				.getByRole('dialog', { name: open })
				.getByRole('button', { name: 'Trotzdem starten' })
				.click();
			await expect(
				second.getByRole('heading', { level: 1, name: `Kamerakontrolle ${OTHER_STUDIO.name}` })
			).toBeVisible();
			await expectAllSent(second);
		});

		await test.step('the next one asks about each of those that are open', async () => {
			const several = `In ${OTHER_STUDIO.name} sind noch 2 Kontrollen offen`;
			await startAnother(page, several);
			const dialog = page.getByRole('dialog', { name: several });
			const ofEach = dialog.getByRole('listitem');
			await expect(ofEach).toHaveCount(2);
			await expect(ofEach.nth(0)).toContainText(listed(ANNA));
			await expect(ofEach.nth(1)).toContainText(listed(EVA));
			await ofEach.nth(1).getByRole('link', { name: 'Jetzt eingeben' }).click();
			await fileCheck(page, 'Eva musste auch weg', await filing(page));
			await startAnother(page, open);
			await expect(page.getByRole('dialog', { name: open }).getByRole('listitem')).toHaveCount(1);
		});
	});

	test('S11b two tablets that begin at the same studio without network are both told', async ({
		tabletOf
	}) => {
		const tablets = [await tabletOf(ANNA), await tabletOf(MEHMET)];
		for (const page of tablets) {
			await readyForOffline(page);
			await page.context().setOffline(true);
		}
		for (const page of tablets) await startLive(page, STUDIO.name);
		for (const page of tablets) {
			await goOnline(page);
			await expectAllSent(page);
		}
		const others = ['Mehmet Öztürk', 'Anna Kaya'];
		for (const [at, page] of tablets.entries()) {
			const told = `${others[at] ?? ''} kontrolliert ${STUDIO.name} seit`;
			await goTo(page, 'Start');
			await expect(openOnStart(page).filter({ hasText: told })).toBeVisible();
		}
	});

	test('S11b CheckOut says that an own camera check is open, and leads to its filing', async ({
		tablet: page
	}) => {
		await startLive(page, STUDIO.name);
		await chooseDuty(page, 'CheckOut');
		const dialog = page.getByRole('dialog', { name: 'Ihre Kamerakontrolle ist noch offen' });
		await expect(dialog).toContainText(`Kamerakontrolle ${STUDIO.name} ist noch offen`);
		await dialog.getByRole('link', { name: 'Jetzt eingeben' }).click();
		await filing(page);
		await expect(page).toHaveURL(/\/checks\/[^?]+$/);
		await page.reload();
		await expect(
			page.getByRole('heading', { level: 1, name: `Kamerakontrolle ${STUDIO.name}` })
		).toBeVisible();
		await expect(page.getByRole('dialog')).toBeHidden();
		await chooseDuty(page, 'CheckOut');
		await dialog.getByRole('button', { name: 'Trotzdem CheckOut' }).click();
		await expect(hint(page, `CheckOut: ${listed(ANNA)}`)).toBeVisible();
	});
});
