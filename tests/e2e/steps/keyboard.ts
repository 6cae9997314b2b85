import { expect, type Locator, type Page } from '@playwright/test';

/** More steps than any screen has. */
const MOST_STEPS = 150;

/** Goes on with Tab until that control has the keyboard. @throws Error where Tab never comes to it */
export async function tabTo(page: Page, control: Locator): Promise<void> {
	await expect(control).toBeVisible();
	for (let step = 0; step < MOST_STEPS; step += 1) {
		if (await control.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab never comes to ${String(control)}`);
}
