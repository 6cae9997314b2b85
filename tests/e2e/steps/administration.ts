import { expect, type Locator, type Page } from '@playwright/test';
import { ADMIN, OFFICE } from '../house/people.ts';

/** Signs the administrator in, with a duty at the office. */
export async function signInAsAdmin(page: Page): Promise<void> {
	await page.goto('/sign-in');
	await page.getByRole('textbox', { name: 'Benutzername' }).fill(ADMIN.username);
	await page.getByLabel('Passwort').fill(ADMIN.password);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await page.getByRole('button', { name: OFFICE.name }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();
}

/** Opens a part of Administration, from wherever one is. */
export async function openPart(page: Page, part: string): Promise<void> {
	await page.getByRole('link', { name: 'Administration' }).click();
	await page
		.getByRole('navigation', { name: 'Bereiche der Administration' })
		.getByRole('link', { name: new RegExp(`^${part}`) })
		.click();
	await expect(page.getByRole('heading', { level: 2, name: part, exact: true })).toBeVisible();
}

/** Saves the entry in the dialog that is open, and waits until the server has it. */
export async function saveEntry(dialog: Locator): Promise<void> {
	await dialog.getByRole('button', { name: 'Speichern' }).click();
	await expect(dialog).toBeHidden();
}
