import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, listed } from './house/people.ts';
import { fillIn, hint, openForm, save } from './steps/message.ts';
import { openContact } from './steps/search.ts';

/** A board that shows what it was asked for. */
const board = createServer((request, response) => {
	response.setHeader('content-type', 'text/html; charset=utf-8');
	response.end(`<!doctype html><title>Board</title><h1>${request.url?.split('?')[0] ?? ''}</h1>`);
});

test.beforeAll(() => new Promise<void>((resolve) => board.listen(0, '127.0.0.1', resolve)));
test.beforeEach(async ({ house }) => {
	const { port } = board.address() as AddressInfo;
	await house.admin.put('/api/settings', { boardUrl: `http://127.0.0.1:${port}` });
});
test.afterAll(() => new Promise((resolve) => board.close(resolve)));

const question = (page: Page) => page.getByRole('dialog', { name: 'Im Community Board eingetragen?' });
const openList = (page: Page) =>
	page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name: 'Community Board' }).click();
const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

async function complain(page: Page, last: string, text: string): Promise<void> {
	await openContact(page, customer(last));
	const form = await openForm(page);
	await fillIn(form, text, 'feedback');
	await form.getByRole('radio', { name: 'persönlich' }).check();
	await expect(form.getByRole('checkbox', { name: /ins Community Board/ })).toBeChecked();
	await save(page);
}

test('S16 S19 from the list: copied, opened, and asked about even after a reload; an address that is none is said', async ({
	tablet: page
}) => {
	const nagl = customer('Nagl');
	const text = 'Nagl findet die Dusche zu kalt';
	await complain(page, 'Nagl', text);
	await openList(page);
	const opening = page.context().waitForEvent('page');
	await row(page, text).getByRole('button', { name: 'Mitteilung in das Forum übertragen' }).click();
	const topic = await opening;
	await expect(topic.getByRole('heading', { name: '/new-topic' })).toBeVisible();
	const asked = new URL(topic.url()).searchParams;
	expect(asked.get('title')).toContain(`${nagl.id} ${listed(nagl)}`);
	expect(asked.get('body')).toContain(text);
	await topic.close();
	await expect(question(page)).toBeHidden();
	await page.reload();
	await expect(question(page)).toContainText(listed(nagl));
	const address = question(page).getByRole('textbox', { name: 'Adresse des Beitrags' });
	await address.fill('steht drin');
	await question(page).getByRole('button', { name: 'Ja' }).click();
	await expect(address).toHaveAccessibleDescription(/keine Web-Adresse/);
	await address.fill('board.example.com/t/12');
	await question(page).getByRole('button', { name: 'Ja' }).click();
	await expect(question(page)).toBeHidden();
	await expect(row(page, text)).toBeHidden();
	await page.getByRole('radio', { name: /^eingetragen/ }).check();
	await expect(row(page, text).getByRole('link', { name: /Beitrag öffnen/ })).toHaveAttribute(
		'href',
		'https://board.example.com/t/12'
	);
});

test('S19 what is kept out and taken in again, and ticked off with a way back', async ({ tablet: page }) => {
	const text = 'Rauch wünscht sich mehr Hanteln';
	await complain(page, 'Rauch', text);
	await openList(page);
	await row(page, text).getByRole('button', { name: 'nicht eintragen' }).click();
	await expect(row(page, text)).toBeHidden();
	await page.getByRole('radio', { name: /nicht einzutragen/ }).check();
	await row(page, text).getByRole('button', { name: 'doch eintragen' }).click();
	await page.getByRole('radio', { name: /^einzutragen/ }).check();
	await row(page, text).getByRole('button', { name: 'schon eingetragen' }).click();
	await expect(row(page, text)).toBeHidden();
	await page.getByRole('button', { name: 'Rückgängig' }).last().click();
	await expect(row(page, text)).toBeVisible();
});

test('S7 S16 where the browser refuses the clipboard, title and text are there to copy by hand', async ({
	tablet: page
}) => {
	const text = 'Kitzberger lobt die neue Musik';
	await page.addInitScript(() => {
		Object.defineProperty(navigator, 'clipboard', { value: undefined });
	});
	await page.reload();
	await complain(page, 'Kitzberger', text);
	await openList(page);
	await row(page, text).getByRole('button', { name: 'Mitteilung in das Forum übertragen' }).click();
	const dialog = page.getByRole('dialog', { name: 'Von Hand in das Forum übertragen' });
	const who = customer('Kitzberger');
	await expect(dialog.getByRole('textbox', { name: 'KundenID und Name' })).toHaveValue(
		`${who.id} ${listed(who)}`
	);
	await expect(dialog.getByRole('textbox', { name: 'Text' })).toHaveValue(new RegExp(text));
	await expect(dialog.getByRole('link', { name: 'Community Board öffnen' })).toHaveAttribute(
		'href',
		/new-topic\?/
	);
});

test('S4 S16 from the form: Ja before saving counts once the message is saved', async ({ tablet: page }) => {
	const strobl = customer('Strobl');
	await openContact(page, strobl);
	const form = await openForm(page);
	await fillIn(form, 'Strobl hat eine neue Nummer');
	await form.getByRole('button', { name: 'Mitteilung in das Forum übertragen' }).click();
	await expect(hint(page, 'ist kopiert')).toBeVisible();
	await page.evaluate(() => {
		window.dispatchEvent(new Event('blur'));
		window.dispatchEvent(new Event('focus'));
	});
	await question(page).getByRole('button', { name: 'Ja' }).click();
	await expect(question(page)).toBeHidden();
	await save(page);
	await openList(page);
	await page.getByRole('radio', { name: /^eingetragen/ }).check();
	await expect(row(page, 'Strobl hat eine neue Nummer')).toBeVisible();
});

test.describe('with the connector on (S4)', () => {
	test.beforeEach(async ({ house }) => {
		const { port } = board.address() as AddressInfo;
		const url = `http://127.0.0.1:${port}`;
		// The board answers with a page that is none of Discourse: nothing is posted, and all waits.
		await house.admin.put('/api/connectors', { board: { url, user: 'dienstbuch', key: 'ein-schluessel' } });
	});
	test.afterEach(({ house }) => house.admin.put('/api/connectors', { board: null }));

	test('S16 the form copies, opens nothing and asks nothing, and the lists say that it goes over automatically', async ({
		tablet: page
	}) => {
		const text = 'Berger bittet um eine Rechnung';
		const who = customer('Berger');
		await openContact(page, who);
		const form = await openForm(page);
		await fillIn(form, text, 'feedback');
		await form.getByRole('radio', { name: 'persönlich' }).check();
		await expect(form.getByText('Wird nach dem Speichern automatisch eingetragen')).toBeVisible();
		await form.getByRole('button', { name: 'Mitteilung in das Forum übertragen' }).click();
		await expect(hint(page, 'automatisch eingetragen')).toBeVisible();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${who.id} ${listed(who)}`);
		await page.evaluate(() => {
			window.dispatchEvent(new Event('blur'));
			window.dispatchEvent(new Event('focus'));
		});
		await save(page);
		await page.reload();
		await expect(question(page)).toBeHidden();

		const entry = page.getByRole('listitem').filter({ hasText: text });
		await entry.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' }).click();
		const transfer = page.getByRole('menuitem', { name: 'Mitteilung in das Forum übertragen' });
		await expect(transfer).toContainText('wird automatisch eingetragen');
		await transfer.click();
		await expect(hint(page, 'Die Mitteilung wird automatisch eingetragen')).toBeVisible();
		expect(page.context().pages()).toHaveLength(1);
		await expect(question(page)).toBeHidden();

		await openList(page);
		await expect(row(page, text)).toContainText('wird automatisch eingetragen');
		await expect(row(page, text).getByRole('button', { name: 'schon eingetragen' })).toBeHidden();
	});
});
