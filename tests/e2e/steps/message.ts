import { expect, type Locator, type Page } from '@playwright/test';
import { COMPANY, OFFICE, type Customer } from '../house/people.ts';
import { openContact } from './search.ts';

/** The five kinds (S11), letter for letter. */
export const KINDS = {
	internal: 'Interne Kundenmitteilung',
	camera: 'Kamerakontrolle - Mitteilung',
	block: 'Kunden sperren & entsperren',
	violation: 'Verstoß gegen die Hausordnung außerhalb der Kamerakontrolle',
	feedback: 'Reklamation, Wünsche und Anliegen'
} as const;

/** The form (S6). */
export function messageForm(page: Page): Locator {
	return page.getByRole('form', { name: `${COMPANY} CRM Kundenmitteilung` });
}

/** Opens the form from the menu (S6), for the customer whose page is open. */
export async function openForm(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'Mitteilung/Berichte' }).click();
	await page.getByRole('menuitem', { name: 'Kundenmitteilung eingeben' }).click();
	const form = messageForm(page);
	await expect(form).toBeVisible();
	return form;
}

/** Chooses who sees to it (S9). */
export async function chooseAssignee(form: Locator, name: string): Promise<void> {
	const field = form.getByRole('combobox', { name: 'Zuständigen Mitarbeiter auswählen' });
	await field.fill(name);
	await form.getByRole('listbox').getByRole('option', { name }).click();
	await expect(field).toHaveValue(name);
}

/** Fills in what every message needs. */
export async function fillIn(
	form: Locator,
	text: string,
	kind: keyof typeof KINDS = 'internal'
): Promise<void> {
	await chooseAssignee(form, OFFICE.name);
	await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill(text);
	await form.getByRole('radio', { name: KINDS[kind] }).check();
}

/** "Mitteilung speichern", and waits until the app says that it is stored. */
export async function save(page: Page): Promise<void> {
	await messageForm(page).getByRole('button', { name: 'Mitteilung speichern' }).click();
	await expect(hint(page, 'Gespeichert').last()).toBeVisible();
	await expect(messageForm(page)).toBeHidden();
}

/** Writes a message about a customer, from the search bar to "Gespeichert". */
export async function writeMessage(page: Page, customer: Customer, text: string): Promise<void> {
	await openContact(page, customer);
	await fillIn(await openForm(page), text);
	await save(page);
}

/** The entry with that text in a list of messages. */
export function entry(page: Page, text: string): Locator {
	return page.getByRole('listitem').filter({ hasText: text });
}

/** What the app says in passing. */
export function hint(page: Page, words: string): Locator {
	return page.getByRole('region', { name: 'Hinweise' }).getByText(words);
}
