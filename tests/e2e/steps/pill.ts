import { expect, type Locator, type Page } from '@playwright/test';

/** The sync pill in the header. */
export function syncPill(page: Page): Locator {
	return page.getByRole('banner').getByRole('button', { name: /Gerät öffnen$/ });
}

/** Waits until the sync pill says just this. */
export async function expectPill(page: Page, words: string, timeout?: number): Promise<void> {
	await expect(syncPill(page)).toHaveAccessibleName(`${words}. Gerät öffnen`, { timeout });
}

/** Waits until all that was written has arrived at the server. */
export async function expectAllSent(page: Page): Promise<void> {
	// after an interruption the next try may be up to 30 s away (DESIGN § 3)
	await expectPill(page, 'online, alles gesendet', 40_000);
}
