import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { customer, MEHMET } from './house/people.ts';
import { entry, writeMessage } from './steps/message.ts';
import { expectAllSent, expectPill, syncPill } from './steps/pill.ts';
import { openContact } from './steps/search.ts';

const SENDING = '**/db/messages/_bulk_docs';

/** Somebody on the way changes one message, and leaves the others alone. */
async function tamperWith(page: Page, text: string): Promise<void> {
	await page.route(SENDING, (route) =>
		route.continue({ postData: (route.request().postData() ?? '').replace(text, 'etwas ganz anderes') })
	);
}

test.describe('a message that the server denies (DESIGN § 11)', () => {
	test('is shown with the reason, keeps up no other, and can be sent again', async ({
		tablet: page,
		tabletOf
	}) => {
		const kirchmayr = customer('Kirchmayr');
		await expectAllSent(page);
		await tamperWith(page, 'Unterwegs verändert');
		await writeMessage(page, kirchmayr, 'Unterwegs verändert');
		await expectPill(page, 'online, 1 abgelehnt');
		await writeMessage(page, kirchmayr, 'Danach geschrieben');
		await expectPill(page, 'online, 1 abgelehnt');
		await expect(entry(page, 'Danach geschrieben')).toContainText('gesendet');
		await expect(entry(page, 'Unterwegs verändert')).toContainText('vom Server abgelehnt');

		await syncPill(page).click();
		await expect(page.getByText(/Inhalt und Prüfsumme passen nicht zusammen/)).toBeVisible();
		await page.unroute(SENDING);
		await page.getByRole('button', { name: 'Erneut senden' }).click();
		await expectAllSent(page);

		const second = await tabletOf(MEHMET);
		await openContact(second, kirchmayr);
		await expect(entry(second, 'Unterwegs verändert')).toHaveCount(1);
		await expect(entry(second, 'Danach geschrieben')).toHaveCount(1);
		await expect(entry(second, 'etwas ganz anderes')).toHaveCount(0);
	});

	test('can be saved as a file, and removed alone', async ({ tablet: page }) => {
		const wurzinger = customer('Wurzinger');
		await expectAllSent(page);
		await tamperWith(page, 'Kommt nie an');
		await writeMessage(page, wurzinger, 'Kommt nie an');
		await expectPill(page, 'online, 1 abgelehnt');
		await syncPill(page).click();

		const downloading = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Exportieren', exact: true }).click();
		const file = await readFile(await (await downloading).path(), 'utf8');
		expect(file).toContain('Kommt nie an');

		await page.getByRole('button', { name: 'Entfernen' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
		await expectAllSent(page);
		await openContact(page, wurzinger);
		await expect(entry(page, 'Kommt nie an')).toHaveCount(0);
	});
});
