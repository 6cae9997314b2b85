import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ANNA, customer, MEHMET, type Customer } from './house/people.ts';
import { checkIn } from './steps/duty.ts';
import { entry, writeMessage } from './steps/message.ts';
import { goOnline, readyForOffline } from './steps/network.ts';
import { expectAllSent, syncPill } from './steps/pill.ts';
import { openContact } from './steps/search.ts';

const HOUR = 3_600_000;

/** When another tablet says that the message was written, ms since 1970. */
async function timeOf(page: Page, who: Customer, text: string): Promise<number> {
	await openContact(page, who);
	const time = await entry(page, text).getByRole('time').getAttribute('datetime');
	return Date.parse(time ?? '');
}

test.describe('a tablet whose clock is wrong (DESIGN § 11)', () => {
	test('by hours, with network: the right time arrives, and Gerät says by how much it is wrong', async ({
		newTablet,
		tabletOf
	}) => {
		const hackl = customer('Hackl');
		const page = await newTablet();
		await page.clock.install({ time: Date.now() + 5 * HOUR });
		await page.reload();
		await checkIn(page, ANNA);
		await writeMessage(page, hackl, 'Die Uhr geht fünf Stunden vor');
		await expectAllSent(page);
		await syncPill(page).click();
		await expect(page.getByText('Die Uhr dieses Geräts geht 5 Stunden vor')).toBeVisible();

		const arrived = await timeOf(await tabletOf(MEHMET), hackl, 'Die Uhr geht fünf Stunden vor');
		expect(Math.abs(arrived - Date.now())).toBeLessThan(2 * 60_000);
	});

	test('by years, without network: what it wrote is put right before it is sent', async ({
		newTablet,
		tabletOf
	}) => {
		const strobl = customer('Strobl');
		const page = await newTablet();
		await readyForOffline(page);
		await page.clock.install({ time: new Date('2019-03-01T10:00:00Z') });
		await page.context().setOffline(true);
		await page.reload();
		await checkIn(page, ANNA);
		await writeMessage(page, strobl, 'Die Uhr ist um Jahre zurück');
		await goOnline(page);
		await expectAllSent(page);

		const arrived = await timeOf(await tabletOf(MEHMET), strobl, 'Die Uhr ist um Jahre zurück');
		expect(Math.abs(arrived - Date.now())).toBeLessThan(2 * 60_000);
	});
});
