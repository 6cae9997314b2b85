import { expect, test as base } from '@playwright/test';
import { BuiltServer } from './house/builtServer.ts';
import { ADMIN } from './house/people.ts';

const test = base.extend<{ serverOf: (options: { demo: boolean }) => Promise<BuiltServer> }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
	serverOf: async ({}, use) => {
		const servers: BuiltServer[] = [];
		await use(async (options) => {
			const server = await BuiltServer.start(options);
			servers.push(server);
			return server;
		});
		for (const server of servers) await server.remove();
	}
});

test.describe('the first run', () => {
	test.slow();

	test('from the printed link to an administrator, sample data, and a tablet that somebody checks in at', async ({
		browser,
		serverOf
	}) => {
		const server = await serverOf({ demo: false });
		const office = await browser.newPage();
		await office.goto(server.setupLink);
		await expect(office.getByRole('heading', { name: 'Dienstbuch einrichten' })).toBeVisible();
		await office.getByRole('button', { name: 'Zugang anlegen' }).click();
		const company = office.getByRole('textbox', { name: 'Unternehmen' });
		await company.fill('MAGICFIT');
		await office.getByRole('button', { name: 'Zugang anlegen' }).click();
		const name = office.getByRole('textbox', { name: 'Ihr Name' });
		await expect(name).toBeFocused();
		await expect(name).toHaveAccessibleDescription(/Bitte Ihren Namen angeben/);
		await name.fill(ADMIN.name);
		await office.getByRole('textbox', { name: 'Benutzername' }).fill(ADMIN.username);
		await office.getByLabel(/^Passwort(?! wiederholen)/).fill(ADMIN.password);
		await office.getByLabel('Passwort wiederholen').fill(ADMIN.password);
		await office.getByRole('button', { name: 'Zugang anlegen' }).click();

		await expect(office.getByRole('heading', { name: 'Womit beginnen?' })).toBeVisible();
		await office.getByRole('button', { name: 'Beispieldaten laden' }).click();
		await expect(office.getByRole('progressbar')).toBeVisible();
		await expect(office.getByRole('heading', { name: 'Um welchen Standort geht es?' })).toBeVisible({
			timeout: 60_000
		});
		await office.getByRole('button', { name: 'Linz Urfahr' }).click();

		await office.getByRole('link', { name: 'Administration' }).click();
		await office.getByRole('link', { name: 'Geräte' }).click();
		await office.getByRole('button', { name: 'Gerät koppeln' }).click();
		const dialog = office.getByRole('dialog');
		await dialog.getByRole('combobox', { name: 'Standort' }).selectOption('Linz Urfahr');
		await dialog.getByRole('textbox', { name: 'Bezeichnung' }).fill('Tablet Empfang');
		await dialog.getByRole('button', { name: 'Code erstellen' }).click();
		await expect(dialog.getByRole('img', { name: 'QR-Code mit der Adresse zum Koppeln' })).toBeVisible();
		const [code = ''] = /[A-Z0-9]{4}[ -]?[A-Z0-9]{4}/.exec(await dialog.innerText()) ?? [];

		const tablet = await (await browser.newContext()).newPage();
		await tablet.goto(server.url);
		await tablet.getByRole('link', { name: 'Gerät koppeln' }).click();
		const field = tablet.getByRole('textbox', { name: /^Code/ });
		await field.fill('AAAA AAAA');
		await tablet.getByRole('button', { name: 'Koppeln' }).click();
		await expect(field).toHaveAccessibleDescription(/falsch, abgelaufen oder schon verwendet/);
		await field.fill(code);
		await tablet.getByRole('button', { name: 'Koppeln' }).click();
		await expect(tablet.getByRole('heading', { name: 'CheckIn' })).toBeVisible({ timeout: 30_000 });
		await expect(dialog.getByText('Tablet Empfang ist gekoppelt')).toBeVisible();

		// whoever it is: everybody's PIN is 1234 in the sample data
		await tablet.getByRole('region', { name: 'Team Linz Urfahr' }).getByRole('button').first().click();
		await tablet.keyboard.type('1234');
		await tablet.keyboard.press('Enter');
		await expect(tablet.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();

		await tablet.context().close();
		await office.close();
	});

	test('the demo’s link makes each browser that opens it a tablet of its own', async ({
		browser,
		serverOf
	}) => {
		const server = await serverOf({ demo: true });
		const accounts: (string | null)[] = [];
		for (let count = 0; count < 2; count += 1) {
			const tablet = await (await browser.newContext()).newPage();
			await tablet.goto(server.demoLink);
			await expect(tablet.getByRole('heading', { name: 'CheckIn' })).toBeVisible({ timeout: 30_000 });
			await tablet.getByRole('region', { name: 'Team Linz Urfahr' }).getByRole('button').first().click();
			await tablet.keyboard.type('1234');
			await tablet.keyboard.press('Enter');
			await tablet.getByRole('link', { name: 'Gerät' }).click();
			await expect(tablet.getByRole('definition').filter({ hasText: 'Linz Urfahr' })).toBeVisible();
			await expect(tablet.getByRole('definition').filter({ hasText: /^5\s000$/ })).toBeVisible();
			accounts.push((await tablet.getByRole('complementary').textContent()) ?? '');
			await tablet.context().close();
		}
		expect(accounts[0]).not.toBe(accounts[1]);
	});
});
