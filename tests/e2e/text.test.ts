import { expect, test } from './fixtures.ts';
import { customer, MEHMET } from './house/people.ts';
import { entry, fillIn, hint, messageForm, openForm, save } from './steps/message.ts';
import { openContact, results, searchBar } from './steps/search.ts';

const HOSTILE = [
	'<img src=x onerror="document.title=\'gehackt\'"><script>document.title="gehackt"</script>',
	'=HYPERLINK("http://example.com";"klick")',
	'{{7*7}} ${7*7} %s \\u0000',
	'مرحبا שלום \u202Etxet\u202C',
	'👩‍👩‍👧‍👦 Zǻ̶̈l̷̎g̴ȯ'
];

test.describe('hostile text is text (DESIGN § 11)', () => {
	test('markup, formulas, right-to-left letters and emoji look on another tablet as they were typed', async ({
		tablet: page,
		tabletOf
	}) => {
		const traun = customer('Traun');
		const text = HOSTILE.join(' ');
		await openContact(page, traun);
		await fillIn(await openForm(page), text);
		await save(page);
		const second = await tabletOf(MEHMET);
		await openContact(second, traun);
		for (const tablet of [page, second]) {
			await expect(entry(tablet, text)).toHaveCount(1);
			await expect(tablet).not.toHaveTitle('gehackt');
			await expect(tablet.getByRole('main').getByRole('img')).toHaveCount(0);
		}
	});

	test('10,000 characters arrive whole; one more is not cut off, but said', async ({
		tablet: page,
		tabletOf
	}) => {
		const ecker = customer('Ecker');
		const longest = 'ä'.repeat(10_000);
		await openContact(page, ecker);
		const form = await openForm(page);
		await fillIn(form, `${longest}!`);
		const text = form.getByRole('textbox', { name: 'Mitteilungstext' });
		await expect(form.getByText('1 Zeichen zu viel')).toBeVisible();
		await form.getByRole('button', { name: 'Mitteilung speichern' }).click();
		await expect(text).toHaveAccessibleDescription(/Dieser Text ist zu lang/);
		await expect(text).toHaveValue(`${longest}!`);

		await text.fill(longest);
		await save(page);
		const second = await tabletOf(MEHMET);
		await openContact(second, ecker);
		await expect(entry(second, longest)).toHaveCount(1);
	});

	test('more than a draft can hold stays before its writer; that it is not kept is said, and what was before is', async ({
		tablet: page
	}) => {
		const far = 'ä'.repeat(120_000);
		await openContact(page, customer('Ecker'));
		const form = await openForm(page);
		const text = form.getByRole('textbox', { name: 'Mitteilungstext' });
		await text.fill('Vor dem Einfügen');
		await text.fill(far);
		await expect(form.getByText(/110\D?000 Zeichen zu viel/)).toBeVisible();
		await expect(hint(page, 'zu lang, um als Entwurf aufgehoben zu werden')).toHaveCount(1);
		await text.press('End');
		await text.press('!');
		await expect(text).toHaveValue(`${far}!`);
		await expect(hint(page, 'zu lang, um als Entwurf aufgehoben zu werden')).toHaveCount(1);
		await page.reload();
		await form.getByRole('button', { name: 'Entwurf fortsetzen' }).click();
		await expect(text).toHaveValue('Vor dem Einfügen');
	});

	test('in the search bar it finds nobody and breaks nothing', async ({ tablet: page }) => {
		for (const text of [...HOSTILE, '\\', '(((', '%', 'ä'.repeat(10_000)]) {
			await searchBar(page).fill(text);
			await expect(results(page).filter({ hasText: /^\d{5}/ })).toHaveCount(0);
		}
		await page.getByRole('option', { name: /als Kunde ohne Verzeichniseintrag/ }).click();
		await expect(messageForm(page)).toBeVisible();
	});
});
