import { expect, type Page } from '@playwright/test';

/** Opens a pairing link, and waits until the tablet has the directory and somebody could check in. */
export async function pairDevice(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await expect(page.getByRole('heading', { name: 'CheckIn' })).toBeVisible();
}
