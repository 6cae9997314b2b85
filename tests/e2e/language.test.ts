import { expect, test } from './fixtures.ts';
import { chooseDuty, dutyButton } from './steps/duty.ts';

test('German and English are one tap apart, and the choice stays', async ({ tablet: page }) => {
	await chooseDuty(page, 'Sprache und Aussehen');
	await page.getByRole('radio', { name: 'English' }).click();
	await expect(page.getByRole('button', { name: 'Message/Reports' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('button', { name: 'Message/Reports' })).toBeVisible();
	await dutyButton(page).click();
	await page.getByRole('menuitem', { name: 'Language and appearance' }).click();
	await page.getByRole('radio', { name: 'Deutsch' }).click();
	await expect(page.getByRole('button', { name: 'Mitteilung/Berichte' })).toBeVisible();
});
