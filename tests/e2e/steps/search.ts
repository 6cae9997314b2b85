import { expect, type Locator, type Page } from '@playwright/test';
import { listed, type Customer } from '../house/people.ts';

/** The search bar: one of the header's, or the one of a screen in its place. */
export function searchBar(page: Page): Locator {
	return page.getByRole('combobox', { name: 'CRM-Suchleiste' });
}

/** The customers that the search bar offers. */
export function results(page: Page): Locator {
	return page.getByRole('listbox', { name: 'Gefundene Kunden' }).getByRole('option');
}

/** The row of a customer in what the search bar offers. */
export function resultOf(page: Page, customer: Customer): Locator {
	return results(page)
		.filter({ hasText: customer.id })
		.filter({ hasText: listed(customer) });
}

/** Finds a customer in the search bar and taps the row. */
export async function chooseContact(page: Page, customer: Customer, query = listed(customer)): Promise<void> {
	await searchBar(page).fill(query);
	await resultOf(page, customer).click();
}

/** Finds a customer and waits for their page. */
export async function openContact(page: Page, customer: Customer): Promise<void> {
	await chooseContact(page, customer);
	await expect(contactHeading(page, customer)).toBeVisible();
}

/** The heading of a customer's page. */
export function contactHeading(page: Page, customer: Customer): Locator {
	return page.getByRole('heading', { level: 1, name: `${customer.id} ${listed(customer)}` });
}
