import { expect, type Locator, type Page } from '@playwright/test';
import { listed, type Colleague, type Customer } from '../house/people.ts';
import { chooseAssignee, KINDS, openForm, save } from './message.ts';
import { openContact } from './search.ts';

/** Goes to a screen by the navigation, without loading the page anew. */
export async function goTo(page: Page, name: string): Promise<void> {
	await page
		.getByRole('navigation', { name: 'Bereiche' })
		.getByRole('link', { name: new RegExp(`^${name}`) })
		.click();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** The link to the tasks, which says how many are unread. */
export function tasksLink(page: Page): Locator {
	return page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name: /^Aufgaben/ });
}

/** Writes a message that is somebody's task. */
export async function giveTask(
	page: Page,
	to: Colleague | string,
	about: Customer,
	text: string
): Promise<void> {
	await openContact(page, about);
	const form = await openForm(page);
	await chooseAssignee(form, typeof to === 'string' ? to : listed(to));
	await form.getByRole('textbox', { name: 'Mitteilungstext' }).fill(text);
	await form.getByRole('radio', { name: KINDS.internal }).check();
	await save(page);
}

/** Chooses from the menu of an entry. */
export async function chooseOf(item: Locator, action: string): Promise<void> {
	await item.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' }).click();
	await item.page().getByRole('menuitem', { name: action }).click();
}

/** Hands the task of an entry on. */
export async function handOn(item: Locator, to: Colleague | string): Promise<void> {
	const name = typeof to === 'string' ? to : listed(to);
	await item.getByRole('button', { name: 'Weitergeben' }).click();
	const dialog = item.page().getByRole('dialog', { name: 'Mitteilung weitergeben' });
	await dialog.getByRole('combobox', { name: 'Neuer zuständiger Mitarbeiter' }).fill(name);
	await dialog.getByRole('option', { name }).click();
	await dialog.getByRole('button', { name: 'Weitergeben' }).click();
	await expect(dialog).toBeHidden();
}
