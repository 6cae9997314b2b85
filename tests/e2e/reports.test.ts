import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { customer, listed, STUDIO, type Customer } from './house/people.ts';
import { openFiling, startLive } from './steps/check.ts';
import { entry, fillIn, hint, KINDS, openForm, save } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';
import { openContact } from './steps/search.ts';

/** Opens the screen from the navigation. */
async function openReports(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Berichte' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Berichte' })).toBeVisible();
}

/** The number behind a row's name in a table. */
function numberOf(page: Page, table: string, row: string): Locator {
	return page.getByRole('table', { name: table }).getByRole('row', { name: row }).getByRole('cell').last();
}

async function writeViolation(page: Page, of: Customer, text: string): Promise<void> {
	await openContact(page, of);
	const form = await openForm(page);
	await fillIn(form, text, 'violation');
	await form
		.getByRole('combobox', { name: 'Punkt der Hausordnung' })
		.selectOption('9.3 Auf Geräten und Matten liegt ein Handtuch');
	await save(page);
}

test.describe('reports', () => {
	test('count what was written, what is withdrawn no longer, and who broke the rules again', async ({
		tablet: page
	}) => {
		const eder = customer('Eder');
		const kinds = () => numberOf(page, 'Nach Mitteilungsart', KINDS.violation);
		await writeViolation(page, eder, 'Ohne Handtuch am Gerät');
		await openReports(page);
		const before = Number(await kinds().textContent());
		expect(before).toBeGreaterThan(0);
		await expect(page.getByRole('link', { name: listed(eder) })).toBeHidden();

		await writeViolation(page, eder, 'Hanteln am Boden gelassen');
		await openReports(page);
		await expect(kinds()).toHaveText(String(before + 1));
		await expect(numberOf(page, 'Nach Standort', STUDIO.name)).not.toHaveText('0');
		const again = page.getByRole('table', { name: 'Wiederholte Verstöße' });
		await again.getByRole('link', { name: listed(eder) }).click();
		await expect(page.getByRole('heading', { level: 1, name: eder.id })).toBeVisible();

		await entry(page, 'Hanteln am Boden gelassen')
			.getByRole('button', { name: 'Was soll mit dieser Mitteilung geschehen?' })
			.click();
		await page.getByRole('menuitem', { name: 'Zurückziehen', exact: true }).click();
		const dialog = page.getByRole('dialog', { name: 'Mitteilung zurückziehen' });
		await dialog.getByRole('textbox', { name: 'Grund' }).fill('Verwechslung');
		await dialog.getByRole('button', { name: 'Zurückziehen', exact: true }).click();
		await expect(dialog).toBeHidden();
		await openReports(page);
		await expect(kinds()).toHaveText(String(before));
		await expect(page.getByRole('link', { name: listed(eder) })).toBeHidden();
	});

	test('speak of the period and the site in the address, and a link shows the same', async ({
		tablet: page
	}) => {
		await writeViolation(page, customer('Fischer'), 'Musik ohne Kopfhörer');
		await openReports(page);
		await page.getByRole('radio', { name: '7 Tage' }).check();
		await page.getByRole('combobox', { name: 'Standort' }).selectOption(STUDIO.name);
		await expect(page).toHaveURL(/period=7-days&site=LNU/);
		await expect(page.getByRole('table', { name: 'Nach Standort' })).toBeHidden();
		await page.reload();
		await expect(page.getByRole('radio', { name: '7 Tage' })).toBeChecked();
		await expect(page.getByRole('combobox', { name: 'Standort' })).toHaveValue('LNU');
		await expect(page.getByText(/^\d+ Mitteilung.*· Linz Urfahr$/)).toBeVisible();

		await page.getByRole('radio', { name: 'von – bis' }).check();
		const until = page.getByRole('textbox', { name: 'Bis' });
		await expect(until).not.toHaveValue('');
		await until.fill('2020-01-01');
		await expect(until).toHaveAccessibleDescription('Der letzte Tag liegt vor dem ersten');
		await expect(page.getByRole('table')).toHaveCount(0);
		await page.getByRole('textbox', { name: 'Von' }).fill('2019-12-30');
		await expect(page.getByText('Keine Mitteilungen · 30.12.2019–01.01.2020 · Linz Urfahr')).toBeVisible();
	});

	test('hand each table over as a file that spreadsheets read', async ({ tablet: page }) => {
		await writeViolation(page, customer('Winkler'), 'Tasche am Gang');
		await openReports(page);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'CSV speichern: Nach Mitteilungsart' }).click()
		]);
		expect(download.suggestedFilename()).toMatch(/^berichte_kinds_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
		const file = await readFile(await download.path(), 'utf8');
		expect(file.startsWith('\uFEFFMitteilungsart;Mitteilungen\r\nInterne Kundenmitteilung;')).toBe(true);
		expect(file).toMatch(/\r\nGesamt;\d+\r\n$/);
	});

	test('say a camera check in time and one still open (S11b)', async ({ tablet: page }) => {
		await startLive(page, STUDIO.name);
		await openReports(page);
		const checks = page.getByRole('table', { name: 'Kamerakontrollen' });
		const outcomes = () => checks.getByRole('row', { name: STUDIO.name }).getByRole('cell').allTextContents();
		const [onTime = '', , , open = ''] = await outcomes();
		expect(Number(open)).toBeGreaterThan(0);

		await page.getByRole('link', { name: /Zur Kontrolle/ }).click();
		const dialog = await openFiling(page);
		await dialog.getByRole('button', { name: 'ohne Vorkommnisse' }).click();
		await expect(hint(page, 'Eingegeben: ohne Vorkommnisse')).toBeVisible();
		await openReports(page);
		await expect
			.poll(outcomes)
			.toEqual([
				String(Number(onTime) + 1),
				'0',
				'0',
				String(Number(open) - 1),
				String(Number(onTime) + Number(open))
			]);
	});

	test('need the network when they are first opened, and stand without it from then on, charts too', async ({
		tablet: page
	}) => {
		await writeViolation(page, customer('Haas'), 'Straßenschuhe auf der Matte');
		await readyForOffline(page);
		await page.context().setOffline(true);
		await page.getByRole('link', { name: 'Berichte' }).click();
		await expect(page.getByRole('heading', { name: 'Diese Seite braucht Netz' })).toBeVisible();

		await page.context().setOffline(false);
		await page.goto('/reports');
		const chart = page.getByRole('img', { name: /^Balkendiagramm Nach Mitteilungsart: am meisten/ });
		await expect(chart.locator('rect').first()).toBeVisible();
		await page.context().setOffline(true);
		await page.reload();
		await expect(page.getByRole('table', { name: 'Nach Mitteilungsart' })).toBeVisible();
		await expect(chart.locator('rect').first()).toBeVisible();
	});

	test('print without what is for the screen, and axe finds nothing', async ({ tablet: page }) => {
		await writeViolation(page, customer('Koller'), 'Duschkabine blockiert');
		await openReports(page);
		await expect(
			page
				.getByRole('img', { name: /Nach Woche/ })
				.locator('rect')
				.first()
		).toBeVisible();
		for (const width of [1280, 360]) {
			await page.setViewportSize({ width, height: 800 });
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				const { violations } = await new AxeBuilder({ page }).analyze();
				const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
				expect.soft(found, `${width} ${colorScheme}`).toEqual([]);
			}
		}
		await page.emulateMedia({ media: 'print' });
		const weeks = page.getByRole('table', { name: 'Nach Woche' }).getByRole('rowheader');
		await expect(weeks.first()).toHaveText(/^KW \d+$/);
		await expect(page.getByRole('table', { name: 'Nach Woche' })).toBeVisible();
		await expect(page.getByRole('radio', { name: '7 Tage' })).toBeHidden();
		await expect(page.getByRole('button', { name: /CSV speichern/ }).first()).toBeHidden();
	});
});
