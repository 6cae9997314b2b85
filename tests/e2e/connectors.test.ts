import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, MEHMET, OTHER_STUDIO } from './house/people.ts';
import { openPart, signInAsAdmin } from './steps/administration.ts';
import { entry, fillIn, hint, openForm, save, writeMessage } from './steps/message.ts';
import { expectAllSent } from './steps/pill.ts';
import { openContact } from './steps/search.ts';

/** Delivers an event with a key. @returns the answer's status */
async function deliverWith(page: Page, key: string): Promise<number> {
	const events = [{ at: '2026-11-01T08:00', site: OTHER_STUDIO.id, terminal: 'Drehkreuz', card: 'MF1' }];
	const headers = { authorization: `Bearer ${key}` };
	const answer = await page.request.post('/api/entries', { headers, data: { events } });
	return answer.status();
}

test.describe('connectors under Administration', () => {
	test('the board is switched on, keeps its key unseen, is changed without it, and switched off', async ({
		newBrowser,
		house
	}) => {
		const page = await newBrowser();
		await signInAsAdmin(page);
		await openPart(page, 'Anbindungen');
		const board = page.getByRole('region', { name: 'Community Board' });
		await expect(board).toContainText('nicht eingeschaltet');
		await board.getByRole('textbox', { name: 'Adresse des Boards' }).fill('board');
		await board.getByRole('button', { name: 'Einschalten' }).click();
		await expect(board.getByRole('textbox', { name: 'Adresse des Boards' })).toBeFocused();
		await expect(board.getByRole('textbox', { name: 'API-Schlüssel' })).toHaveAttribute(
			'aria-invalid',
			'true'
		);

		await board.getByRole('textbox', { name: 'Adresse des Boards' }).fill('https://board.example.test');
		await board.getByRole('textbox', { name: 'Benutzer im Board' }).fill('dienstbuch');
		await board.getByRole('textbox', { name: 'API-Schlüssel' }).fill('ein-schluessel');
		await board.getByRole('button', { name: 'Einschalten' }).click();
		await expect(hint(page, 'Anbindung gespeichert')).toBeVisible();
		await expect(board).toContainText('in Ordnung');
		expect(JSON.stringify(await house.admin.get('/api/connectors'))).not.toContain('ein-schluessel');

		await page.reload();
		await expect(board.getByRole('textbox', { name: 'API-Schlüssel' })).toHaveValue('');
		await board.getByRole('textbox', { name: 'Nummer der Kategorie' }).fill('7');
		await board.getByRole('button', { name: 'Änderungen speichern' }).click();
		await expect(hint(page, 'Anbindung gespeichert')).toBeVisible();
		expect(await house.admin.get('/api/connectors')).toMatchObject({ board: { category: '7' } });

		await board.getByRole('button', { name: 'Abschalten' }).click();
		await expect(hint(page, 'Anbindung abgeschaltet')).toBeVisible();
		await expect(board).toContainText('nicht eingeschaltet');
	});

	test('the access control asks for a secret that is long enough, and is switched on', async ({
		newBrowser
	}) => {
		const page = await newBrowser();
		await signInAsAdmin(page);
		await openPart(page, 'Anbindungen');
		const access = page.getByRole('region', { name: 'Zutrittskontrolle' });
		await access
			.getByRole('textbox', { name: 'Adresse des Webhooks' })
			.fill('https://tuer.example.test/hook');
		const secret = access.getByRole('textbox', { name: 'Geheimnis' });
		await secret.fill('zu kurz');
		await access.getByRole('button', { name: 'Einschalten' }).click();
		await expect(secret).toBeFocused();
		await secret.fill('lang-genug-fuer-alle');
		await access.getByRole('button', { name: 'Einschalten' }).click();
		await expect(hint(page, 'Anbindung gespeichert')).toBeVisible();
		await expect(access).toContainText('in Ordnung');
		await expect(secret).toHaveValue('');
	});

	test('the key for entries is shown once, and a new one ends the old', async ({ newBrowser }) => {
		const page = await newBrowser();
		await signInAsAdmin(page);
		await openPart(page, 'Anbindungen');
		const entries = page.getByRole('region', { name: 'Eintritte' });
		const shown = page.getByRole('dialog', { name: 'Schlüssel für Eintritte' });
		const make = async (): Promise<string> => {
			const key = await shown.getByRole('code').innerText();
			await shown.getByRole('button', { name: 'Kopieren' }).click();
			expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
			await shown.getByRole('button', { name: 'Eingetragen' }).click();
			await expect(page.getByText(key)).toHaveCount(0);
			return key;
		};
		await expect(entries).toContainText('kein Schlüssel');
		await entries.getByRole('button', { name: 'Schlüssel erstellen' }).click();
		const first = await make();
		await expect(entries).toContainText('Schlüssel vergeben');
		expect(await deliverWith(page, first)).toBe(200);

		await entries.getByRole('button', { name: 'Neuen Schlüssel erstellen' }).click();
		const sure = page.getByRole('dialog', { name: 'Neuen Schlüssel erstellen?' });
		await sure.getByRole('button', { name: 'Schlüssel erstellen' }).click();
		const second = await make();
		expect([await deliverWith(page, first), await deliverWith(page, second)]).toEqual([401, 200]);
	});
});

test('a save is held up by neither the board nor the access control, whatever they do', async ({
	tablet: page,
	tabletOf,
	house
}) => {
	// takes every request, and never answers
	const silent = createServer(() => undefined);
	await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
	const { port } = silent.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}`;
	await house.admin.put('/api/connectors', {
		board: { url, user: 'dienstbuch', key: 'ein-schluessel' },
		access: { url, secret: 'lang-genug-fuer-alle' }
	});
	const asked = once(silent, 'request', { signal: AbortSignal.timeout(40_000) });
	const [gruber, pichler] = [customer('Gruber'), customer('Pichler')];
	await openContact(page, gruber);
	const form = await openForm(page);
	await fillIn(form, 'Gruber wünscht sich mehr Hanteln', 'feedback');
	await form.getByRole('radio', { name: 'persönlich' }).check();
	await save(page);
	await asked;
	// now that one of them waits for an answer that never comes
	await writeMessage(page, pichler, 'Pichler hat eine neue Adresse');
	await expectAllSent(page);
	const second = await tabletOf(MEHMET);
	await openContact(second, pichler);
	await expect(entry(second, 'Pichler hat eine neue Adresse')).toBeVisible();
	silent.closeAllConnections();
	await new Promise((resolve) => silent.close(resolve));
});
