import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, DORDEVIC, MUELLER, WEISS, type Customer } from './house/people.ts';
import { messageForm } from './steps/message.ts';
import { contactHeading, openContact, resultOf, results, searchBar } from './steps/search.ts';

/** Keys of a person: slower than a scanner's. */
const BY_HAND = { delay: 80 };
/** Seconds between two keys of a scanner that acts as a keyboard. */
const SCANNER_GAP = 0.005;

/** Scans a card. The keys carry the scanner's own times, so that a slow machine does not make a slow scanner. */
async function scan(page: Page, card: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	let timestamp = Date.now() / 1000;
	for (const key of [...card, 'Enter']) {
		timestamp += SCANNER_GAP;
		const enter = key === 'Enter' ? { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } : { text: key };
		await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, timestamp, ...enter });
		await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp });
	}
	await session.detach();
}

async function expectFound(page: Page, query: string, wanted: Customer): Promise<void> {
	await searchBar(page).fill(query);
	await expect(resultOf(page, wanted), query).toBeVisible();
}

test.describe('the search bar finds a customer (S5)', () => {
	test('by KundenID, card, telephone and date of birth', async ({ tablet: page }) => {
		await expectFound(page, MUELLER.id, MUELLER);
		await expectFound(page, 'MF96540423', MUELLER);
		await expectFound(page, '0664 3631412', MUELLER);
		await expectFound(page, '06643631412', MUELLER);
		await expectFound(page, '+43 664 3631412', MUELLER);
		await expectFound(page, '13.06.1986', MUELLER);
	});

	test('by names in any order, by one letter and by two', async ({ tablet: page }) => {
		await expectFound(page, 'Sabine Müller', MUELLER);
		await expectFound(page, 'müller sab', MUELLER);
		await expectFound(page, 'w', WEISS);
		await expectFound(page, 'đo', DORDEVIC);
	});

	test('with umlauts, ß and foreign letters typed as anybody types them', async ({ tablet: page }) => {
		for (const query of ['mül', 'mul', 'muel', 'MUELLER']) await expectFound(page, query, MUELLER);
		for (const query of ['weiß', 'weiss', 'joerg', 'jorg']) await expectFound(page, query, WEISS);
		for (const query of ['dordevic', 'Đorđević']) await expectFound(page, query, DORDEVIC);
	});

	test('in spite of a typing mistake', async ({ tablet: page }) => {
		await expectFound(page, 'Sabien Müller', MUELLER);
		await expectFound(page, 'wurzigner', customer('Wurzinger'));
	});

	test('and says so where there is nobody', async ({ tablet: page }) => {
		await searchBar(page).fill('qqqqqq');
		await expect(page.getByText('Kein Kunde gefunden')).toBeVisible();
	});
});

test.describe('the search bar is worked', () => {
	test('with the keyboard alone: slash, letters, arrow keys, Enter', async ({ tablet: page }) => {
		await page.keyboard.press('/');
		await expect(searchBar(page)).toBeFocused();
		await page.keyboard.type('st', BY_HAND);
		const second = results(page).nth(1);
		await expect(results(page).first()).toHaveAttribute('aria-selected', 'true');
		await page.keyboard.press('ArrowDown');
		await expect(second).toHaveAttribute('aria-selected', 'true');
		const [id = ''] = /\d{5}/.exec((await second.textContent()) ?? '') ?? [];
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { level: 1, name: id })).toBeVisible();
	});

	test('by somebody quicker than the screen that they go to: what is typed meanwhile is found, the same name too', async ({
		tablet: page
	}) => {
		await openContact(page, MUELLER);
		await page.getByRole('link', { name: 'Start' }).evaluate((link) => {
			(link as HTMLElement).click();
			(document.querySelector('[role=combobox]') as HTMLElement).focus();
		});
		await expect(page.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();
		await expect(searchBar(page)).toBeFocused();
		await page.keyboard.type('Müller', BY_HAND);
		await expect(resultOf(page, MUELLER)).toBeVisible();
	});

	test('with a scanner: the number and Enter open the customer, wherever the focus is', async ({
		tablet: page
	}) => {
		await page.getByRole('link', { name: 'Start' }).focus();
		await scan(page, MUELLER.card ?? '');
		await expect(contactHeading(page, MUELLER)).toBeVisible();

		await searchBar(page).focus();
		await scan(page, DORDEVIC.card ?? '');
		await expect(contactHeading(page, DORDEVIC)).toBeVisible();
	});

	test('a scanned card that nobody has opens nobody who resembles it', async ({ tablet: page }) => {
		await scan(page, 'MF96540424');
		await expect(page.getByText('Zu „MF96540424“ gibt es keinen Kunden')).toBeVisible();
		await expect(page.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();
	});

	test('somebody who is not in the directory is named by hand', async ({ tablet: page }) => {
		await searchBar(page).fill('Xaver Unbekannt');
		await page.getByRole('option', { name: '„Xaver Unbekannt“ als Kunde ohne Verzeichniseintrag' }).click();
		const name = messageForm(page).getByRole('textbox', { name: 'Name des Kunden' });
		await expect(name).toHaveValue('Xaver Unbekannt');
		await expect(messageForm(page).getByRole('textbox', { name: 'KundenID, falls bekannt' })).toBeVisible();
	});

	test('without network just the same', async ({ tablet: page }) => {
		await page.context().setOffline(true);
		await expectFound(page, 'dordevic', DORDEVIC);
	});
});
