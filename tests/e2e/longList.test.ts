import { expect, test } from './fixtures.ts';
import { customer, MEHMET } from './house/people.ts';
import { sendMessages } from './steps/manyMessages.ts';
import { entry } from './steps/message.ts';
import { openContact } from './steps/search.ts';

const COUNT = 5000;

test('a customer with 5,000 messages: the newest are there at once, more follow on the way down, and new ones move nothing', async ({
	tablet: page,
	tabletOf
}) => {
	test.setTimeout(180_000);
	const haas = customer('Haas');
	await sendMessages(page, haas, COUNT, (at) => ({ text: `Mitteilung Nummer ${at + 1}.` }));
	await openContact(page, haas);
	await expect(entry(page, `Mitteilung Nummer ${COUNT}.`)).toBeVisible({ timeout: 60_000 });
	const entries = page.getByRole('list', { name: 'Mitteilungen', exact: true }).getByRole('listitem');
	expect(await entries.count()).toBeLessThan(200);
	await page.reload();
	await expect(entry(page, `Mitteilung Nummer ${COUNT}.`)).toBeVisible({ timeout: 30_000 });

	await entry(page, `Mitteilung Nummer ${COUNT - 30}.`).scrollIntoViewIfNeeded();
	await expect(entry(page, `Mitteilung Nummer ${COUNT - 60}.`)).toBeAttached();
	const read = entry(page, `Mitteilung Nummer ${COUNT - 30}.`);
	const before = await read.boundingBox();
	const second = await tabletOf(MEHMET);
	await sendMessages(second, haas, 1, () => ({ text: 'Gerade erst geschrieben' }));
	await expect(entry(page, 'Gerade erst geschrieben')).toBeAttached({ timeout: 30_000 });
	await expect
		.poll(async () => Math.abs(((await read.boundingBox())?.y ?? Infinity) - (before?.y ?? 0)))
		.toBeLessThan(4);
});

test('messages stay readable whose customer is not in the directory any more', async ({ tablet: page }) => {
	const gone = { ...customer('Haas'), id: '99042', last: 'Fort', first: 'Gerda' };
	await sendMessages(page, gone, 2, (at) => ({ text: `Nachricht ${at + 1} über Fort` }));
	await expect(entry(page, 'Nachricht 2 über Fort')).toBeVisible({ timeout: 30_000 });
	await entry(page, 'Nachricht 2 über Fort')
		.getByRole('link', { name: /Fort, Gerda/ })
		.click();
	await expect(page.getByRole('heading', { name: 'Dieser Kunde ist nicht im Verzeichnis' })).toBeVisible();
	await expect(entry(page, 'Nachricht 1 über Fort')).toBeVisible();
	await expect(entry(page, 'Nachricht 2 über Fort')).toBeVisible();
});
