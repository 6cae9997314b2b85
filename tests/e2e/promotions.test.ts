import { expect, test } from './fixtures.ts';
import { ANNA, customer, listed, OTHER_STUDIO } from './house/people.ts';
import { openPart, saveEntry, signInAsAdmin } from './steps/administration.ts';
import { hint, KINDS, openForm } from './steps/message.ts';
import { givePhotos, looksOf, takePhoto } from './steps/photo.ts';
import { expectAllSent } from './steps/pill.ts';
import { openContact } from './steps/search.ts';

const OFFER = {
	id: 'sauna',
	title: 'Sauna gratis testen',
	text: 'Einen Monat lang kostenlos in die Sauna.',
	from: '',
	until: '',
	sites: [],
	homeSites: [],
	states: [],
	kinds: []
};
const ELSEWHERE = { ...OFFER, id: 'wels', title: 'Nur in Wels', sites: [OTHER_STUDIO.id] };

test.describe('Werbemodul', () => {
	test('S14 a promotion is made under Administration, and an impossible period is refused at its field', async ({
		newBrowser
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Werbemodul');
		await office.getByRole('button', { name: 'Neue Aktion' }).click();
		const dialog = office.getByRole('dialog', { name: 'Neue Aktion' });
		await dialog.getByRole('textbox', { name: 'Titel' }).fill('Frühlingsaktion');
		await dialog.getByRole('textbox', { name: 'Text' }).fill('Zwei Monate zum Preis von einem');
		await dialog.getByLabel('gilt ab').fill('2027-03-01');
		await dialog.getByLabel('gilt bis').fill('2027-02-28');
		await dialog.getByRole('button', { name: 'Speichern' }).click();
		await expect(dialog.getByText('Das Ende liegt vor dem Anfang')).toBeVisible();
		await dialog.getByLabel('gilt bis').fill('2027-05-31');
		await saveEntry(dialog);
		const row = office.getByRole('list', { name: 'Werbemodul' }).getByRole('listitem');
		await expect(row.filter({ hasText: 'Frühlingsaktion' })).toContainText('beginnt noch');
	});

	test('S14 its picture is sent as it is chosen, small, and stands with it at the tablet', async ({
		newBrowser,
		tablet
	}) => {
		const office = await newBrowser();
		await signInAsAdmin(office);
		await openPart(office, 'Werbemodul');
		await office.getByRole('button', { name: 'Neue Aktion' }).click();
		const dialog = office.getByRole('dialog', { name: 'Neue Aktion' });
		await dialog.getByRole('textbox', { name: 'Titel' }).fill('Frühlingsaktion');
		await dialog.getByRole('textbox', { name: 'Text' }).fill('Zwei Monate zum Preis von einem');
		const photo = await takePhoto(office, 'aktion.jpg', { noisy: true });
		const choose = dialog.getByRole('button', { name: 'Bild wählen' });
		await givePhotos(choose, { ...photo, buffer: Buffer.from('kein Bild') });
		await expect(dialog.getByText('kann nicht als Bild gelesen werden')).toBeVisible();
		await givePhotos(choose, photo);
		const shown = dialog.getByRole('img', { name: 'Bild dieser Aktion' });
		expect(await looksOf(shown)).toMatchObject({ upright: true, above: 'red' });
		const sent = await office.request.get((await shown.getAttribute('src')) ?? '');
		expect((await sent.body()).length).toBeLessThan(photo.buffer.length);
		await saveEntry(dialog);

		await openContact(tablet, customer('Winkler'));
		const offer = tablet.getByRole('article').filter({ hasText: 'Frühlingsaktion' });
		await expect(offer.last()).toBeVisible();
		expect(await looksOf(tablet.getByRole('complementary').locator('img'))).toMatchObject({ upright: true });
	});

	test('S14 fits customer and site, stands open where there is time for it, and notes what the customer says', async ({
		house,
		tablet: page,
		tabletOf
	}) => {
		const { revision, entries } = (await house.admin.get('/api/lists/promotions')) as {
			revision: string;
			entries: object[];
		};
		await house.admin.put('/api/lists/promotions', { revision, entries: [...entries, OFFER, ELSEWHERE] });
		const winkler = customer('Winkler');
		await openContact(page, winkler);
		await expect(page.getByText(OFFER.text)).toBeVisible();
		const form = await openForm(page);
		const text = form.getByText(OFFER.text);

		// folded away while it is not known what is written, and where somebody writes of an incident
		await expect(form.getByRole('heading', { name: 'Werbemodul' })).toBeVisible();
		await expect(text).toBeHidden();
		for (const kind of ['camera', 'block', 'violation'] as const) {
			await form.getByRole('radio', { name: KINDS[kind] }).check();
			await expect(text).toBeHidden();
		}
		await form.getByRole('radio', { name: KINDS.feedback }).check();
		await expect(text).toBeVisible();
		await expect(form.getByText(ELSEWHERE.title)).toBeHidden();

		const reaction = form.getByRole('group', { name: `Reaktion auf „${OFFER.title}“` });
		await reaction.getByRole('button', { name: 'angeboten' }).click();
		await expect(form.getByText(/zuletzt angeboten: heute .*Kaya, Anna/)).toBeVisible();
		await hint(page, 'Rückgängig').last().click();
		await expect(form.getByText('noch nicht angeboten').first()).toBeVisible();
		await reaction.getByRole('button', { name: 'interessiert', exact: true }).click();
		await expect(reaction.getByRole('button', { name: 'interessiert', exact: true })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await expectAllSent(page);

		const other = await tabletOf();
		await openContact(other, winkler);
		await expect(other.getByText(new RegExp(`zuletzt interessiert: heute .*${listed(ANNA)}`))).toBeVisible();
	});

	test('S14 said on two tablets while offline comes to the same on both', async ({ house, tabletOf }) => {
		const { revision, entries } = (await house.admin.get('/api/lists/promotions')) as {
			revision: string;
			entries: { id: string }[];
		};
		const others = entries.filter(({ id }) => id !== OFFER.id);
		await house.admin.put('/api/lists/promotions', { revision, entries: [...others, OFFER] });
		const auer = customer('Auer');
		const tablets = [await tabletOf(), await tabletOf()];
		const said = ['interessiert', 'kein Interesse'];
		for (const page of tablets) {
			await openContact(page, auer);
			await expect(page.getByText(OFFER.text)).toBeVisible();
			await page.context().setOffline(true);
		}
		for (const [at, page] of tablets.entries()) {
			const reaction = page.getByRole('group', { name: `Reaktion auf „${OFFER.title}“` });
			await reaction.getByRole('button', { name: said[at] ?? '', exact: true }).click();
			await expect(page.getByText(new RegExp(`zuletzt ${said[at]}`))).toBeVisible();
		}
		for (const page of tablets) await page.context().setOffline(false);
		// the later one counts, on both
		for (const page of tablets)
			await expect(page.getByText(/zuletzt kein Interesse/)).toBeVisible({ timeout: 40_000 });
	});
});
