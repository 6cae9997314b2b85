import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, type Customer } from './house/people.ts';
import { checkIn, expectOnDuty } from './steps/duty.ts';
import { entry, fillIn, messageForm, openForm, save } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';
import { openContact, results, searchBar } from './steps/search.ts';

const REASON = 'Fehlende Dokumente';
const MINUTE = 60_000;
const DAY = 86_400_000;

async function block(page: Page, who: Customer): Promise<void> {
	await openContact(page, who);
	const form = await openForm(page);
	await fillIn(form, 'Ausweis fehlt noch', 'block');
	await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
	const reason = form.getByRole('combobox', { name: 'Sperrgrund' });
	await expect(reason).toBeFocused();
	await expect(reason).toHaveAccessibleDescription(/Bitte einen Sperrgrund wählen/);
	await reason.selectOption(REASON);
	await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
	await expect(form.getByText('Bitte wählen, wann die Sperre endet')).toBeVisible();
	await expect(form.getByRole('radio', { name: '5 Tage' })).toBeFocused();
	await form.getByRole('radio', { name: '14 Tage' }).check();
	await save(page);
}

const banner = (page: Page) => page.getByText(`Gesperrt: ${REASON}`);
const undo = (page: Page) => page.getByRole('button', { name: 'Rückgängig' });

/** A slow machine must not eat up the five seconds. */
async function stopTheSeconds(page: Page): Promise<void> {
	await page.clock.install();
	await page.clock.pauseAt(Date.now() + 1_000);
}

test.describe('a block (S11c, S17)', () => {
	test('is set with a reason and an end, seen everywhere, and lifted with one tap from the form', async ({
		tablet: page,
		tabletOf
	}) => {
		const auer = customer('Auer');
		const second = await tabletOf();
		await openContact(second, auer);
		await block(page, auer);
		await expect(banner(page)).toBeVisible();
		await expect(banner(second)).toBeVisible();
		await searchBar(second).fill(auer.id);
		await expect(results(second).first()).toContainText('gesperrt');
		await searchBar(second).fill('');

		await openForm(page);
		await messageForm(page).getByRole('button', { name: 'Sperre aufheben' }).last().click();
		await expect(banner(page)).toBeHidden();
		await expect(banner(second)).toBeHidden();
	});

	test('that was set by mistake is taken back within five seconds, and the draft is there again', async ({
		tablet: page
	}) => {
		const lechner = customer('Lechner');
		await stopTheSeconds(page);
		await block(page, lechner);
		await expect(banner(page)).toBeVisible();
		await undo(page).click();
		await expect(banner(page)).toBeHidden();
		await openForm(page);
		await messageForm(page).getByRole('button', { name: 'Entwurf fortsetzen' }).click();
		await expect(messageForm(page).getByRole('textbox', { name: 'Mitteilungstext' })).toHaveValue(
			'Ausweis fehlt noch'
		);
	});

	test('that was lifted by mistake stands again after "Rückgängig"', async ({ tablet: page }) => {
		const aigner = customer('Aigner');
		await block(page, aigner);
		await stopTheSeconds(page);
		await page.getByRole('button', { name: 'Sperre aufheben' }).click();
		await expect(banner(page)).toBeHidden();
		await undo(page).last().click();
		await expect(banner(page)).toBeVisible();
		await page.reload();
		await expect(banner(page)).toBeVisible();
	});

	test('is set and lifted without network just the same', async ({ tablet: page }) => {
		await readyForOffline(page);
		await page.context().setOffline(true);
		await block(page, customer('Koller'));
		await expect(banner(page)).toBeVisible();
		await page.getByRole('button', { name: 'Sperre aufheben' }).click();
		await expect(banner(page)).toBeHidden();
	});

	test('that has an end ends by itself on the screen, without network', async ({ tabletOf, house }) => {
		const riegler = customer('Riegler');
		// so long without contact, a tablet would lock itself otherwise
		await house.admin.put('/api/settings', { lockAfterDays: 90 });
		const page = await tabletOf();
		// before the page has set any timer
		await page.clock.install();
		await page.reload();
		await expectOnDuty(page, ANNA);
		await readyForOffline(page);
		await page.context().setOffline(true);
		await block(page, riegler);
		await expect(banner(page)).toBeVisible();
		// two minutes before its end, and so soon that the screen is not locked in between
		await page.clock.fastForward(14 * DAY - 2 * MINUTE);
		await checkIn(page, ANNA);
		await openContact(page, riegler);
		await expect(banner(page)).toBeVisible();
		await page.clock.fastForward(2 * MINUTE + 30_000);
		await expect(banner(page)).toBeHidden();
		await expect(entry(page, 'Ausweis fehlt noch')).toContainText('abgelaufen');
	});
});
