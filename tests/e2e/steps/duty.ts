import { expect, type Locator, type Page } from '@playwright/test';
import { listed, STUDIO, type Colleague } from '../house/people.ts';

/** Types a PIN on the keys of the screen and confirms it. */
export async function enterPin(page: Page, colleague: Colleague, pin = colleague.pin): Promise<void> {
	const pad = page.getByRole('group', { name: `PIN von ${listed(colleague)}` });
	for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
	await pad.getByRole('button', { name: 'PIN bestätigen' }).click();
}

/** Chooses who is on duty, from the list that is open. */
export async function choosePerson(page: Page, colleague: Colleague): Promise<void> {
	await page.getByRole('button', { name: listed(colleague) }).click();
}

/** CheckIn, from the page where nobody is on duty to the screens. */
export async function checkIn(page: Page, colleague: Colleague, pin = colleague.pin): Promise<void> {
	await choosePerson(page, colleague);
	await enterPin(page, colleague, pin);
	await expectOnDuty(page, colleague);
}

/** The button in the header that says who is on duty, and where. */
export function dutyButton(page: Page): Locator {
	return page.getByRole('banner').getByRole('button', { name: STUDIO.name });
}

/** Chooses from the menu behind the name of who is on duty. */
export async function chooseDuty(page: Page, item: string | RegExp): Promise<void> {
	await dutyButton(page).click();
	await page.getByRole('menuitem', { name: item }).click();
}

/** Waits until the screens are there, with that person on duty. */
export async function expectOnDuty(page: Page, colleague: Colleague): Promise<void> {
	await expect(dutyButton(page)).toContainText(listed(colleague));
}

/** CheckOut. */
export async function checkOut(page: Page): Promise<void> {
	await chooseDuty(page, 'CheckOut');
	await expect(page.getByRole('heading', { level: 1, name: 'CheckIn' })).toBeVisible();
}
