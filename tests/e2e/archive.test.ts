import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { logMessage, type MessageInput } from '../../src/lib/domain/commands/logMessage.ts';
import { revisionOf } from '../../src/lib/domain/ids.ts';
import { expect, test } from './fixtures.ts';
import type { House } from './house/house.ts';
import { customer, EVA, listed, OTHER_STUDIO, STUDIO, type Customer } from './house/people.ts';
import { entry, hint, KINDS } from './steps/message.ts';
import { readyForOffline } from './steps/network.ts';
import { openContact } from './steps/search.ts';
import { goTo } from './steps/tasks.ts';

const DAY = 86_400_000;
/** Older than any message that stays (DESIGN § 3). */
const LONG_AGO = 200;

/** Old messages that are nobody's task: what the server archives by itself. */
type Old = Partial<MessageInput> & { readonly about: Customer; readonly days?: number };

/** Sends messages as if the tablet had written them long ago, and waits until the server has archived them. */
async function writeOld(page: Page, house: House, messages: readonly Old[]): Promise<void> {
	const answer = await page.request.get('/api/device');
	const { identity } = (await answer.json()) as { identity: { device: string } };
	const docs = messages.map(({ about, days = LONG_AGO, ...input }) => {
		const writer = {
			now: () => Date.now() - days * DAY,
			random: (length: number) => new Uint8Array(randomBytes(length)),
			device: identity.device,
			deviceSite: STUDIO.id,
			author: { id: EVA.id, name: listed(EVA), role: 'lead' as const }
		};
		const contact = { kind: 'contact' as const, id: about.id, name: listed(about) };
		const made = logMessage(writer, {
			...{ site: STUDIO.id, kind: 'internal', forInformation: true, contact, text: '' },
			...input
		});
		if (!made.ok) throw new Error(JSON.stringify(made.problems));
		return { ...made.value, _rev: revisionOf(made.value._id) };
	});
	const sent = await page.request.post('/db/messages/_bulk_docs', { data: { new_edits: false, docs } });
	expect([sent.status(), await sent.json()]).toEqual([201, []]);
	const newest = docs.at(-1)?.text ?? '';
	await expect
		.poll(() => house.admin.get(`/api/archive?text=${encodeURIComponent(newest)}`), { timeout: 40_000 })
		.toMatchObject({ messages: [{}] });
}

/** What was found. */
function found(page: Page): Locator {
	return page.getByRole('list', { name: 'Archiv' }).getByRole('listitem');
}

test.describe('the archive (S20)', () => {
	test('is searched by words, customer, site, kind and period, and a link finds the same', async ({
		tabletOf,
		house
	}) => {
		const page = await tabletOf(EVA);
		const [hofer, eder] = [customer('Hofer'), customer('Eder')];
		await writeOld(page, house, [
			{ about: hofer, text: 'Hofer hat seine Karte verloren', site: OTHER_STUDIO.id },
			{ about: eder, text: 'Eder wünscht sich neue Hanteln', kind: 'feedback', channel: 'phone' },
			{ about: hofer, text: 'Hofer zahlt ab jetzt jährlich', days: 120 }
		]);
		await goTo(page, 'Archiv');
		const search = page.getByRole('search', { name: 'Archiv' });
		await expect(found(page)).toHaveCount(3);
		await expect(page.getByText('Das ist alles.')).toBeVisible();

		const words = search.getByRole('searchbox', { name: 'Suche im Archiv' });
		await words.fill('jährl');
		await expect(found(page)).toHaveText([/Hofer zahlt ab jetzt jährlich/]);
		await page.reload();
		await expect(found(page)).toHaveText([/Hofer zahlt ab jetzt jährlich/]);
		await words.fill('');
		await search.getByRole('searchbox', { name: 'KundenID' }).fill(hofer.id);
		await expect(found(page)).toHaveText([/jährlich/, /Karte verloren/]);
		await search.getByRole('combobox', { name: 'Standort' }).selectOption(OTHER_STUDIO.name);
		await expect(found(page)).toHaveText([/Karte verloren/]);
		await expect(page).toHaveURL(new RegExp(`contact=${hofer.id}&site=${OTHER_STUDIO.id}`));

		await page.goto('/archive');
		await search.getByRole('combobox', { name: 'Mitteilungsart' }).selectOption(KINDS.feedback);
		await expect(found(page)).toHaveText([/neue Hanteln/]);
		await search.getByRole('combobox', { name: 'Mitteilungsart' }).selectOption('alle Mitteilungsarten');
		const day = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
		await search.getByLabel('von', { exact: true }).fill(day(150));
		await expect(found(page)).toHaveText([/jährlich/]);
		await search.getByLabel('bis', { exact: true }).fill(day(180));
		await expect(search.getByText('Das Ende liegt vor dem Beginn')).toBeVisible();
		await search.getByLabel('von', { exact: true }).fill('');
		await expect(found(page)).toHaveCount(2);
		await words.fill('gibt es nicht');
		await expect(page.getByText('Nichts gefunden')).toBeVisible();
	});

	test('shows the newest first, and more on demand', async ({ tabletOf, house }) => {
		const page = await tabletOf(EVA);
		const about = customer('Hofer');
		const many = Array.from({ length: 32 }, (_, at) => ({
			about,
			text: `Nummer${at + 1} von vielen`,
			days: LONG_AGO - at
		}));
		await writeOld(page, house, many);
		await goTo(page, 'Archiv');
		await expect(found(page)).toHaveCount(30);
		await expect(found(page).first()).toContainText('Nummer32');
		await page.getByRole('button', { name: 'Weitere laden' }).click();
		await expect(found(page)).toHaveCount(32);
		await expect(found(page).last()).toContainText('Nummer1 von vielen');
		await expect(page.getByRole('button', { name: 'Weitere laden' })).toBeHidden();
	});

	test('is counted in the reports where somebody wants it, and not without network', async ({
		tabletOf,
		house
	}) => {
		const page = await tabletOf(EVA);
		const hofer = customer('Hofer');
		await writeOld(page, house, [
			{ about: hofer, text: 'Hofer hat seine Karte verloren' },
			{ about: hofer, text: 'Hofer zahlt ab jetzt jährlich', days: 120 }
		]);
		await goTo(page, 'Berichte');
		await page.getByRole('radio', { name: '12 Monate' }).check();
		await expect(page.getByText('Noch keine Mitteilungen')).toBeVisible();
		await page.context().setOffline(true);
		await page.getByRole('button', { name: 'Archiv mitzählen' }).click();
		await expect(page.getByText('Das Archiv ließ sich nicht lesen')).toBeVisible();
		await page.context().setOffline(false);
		await page.getByRole('button', { name: 'Archiv mitzählen' }).click();
		await expect(page.getByText('Auch das Archiv ist mitgezählt.')).toBeVisible();
		await expect(page.getByText(/^2 Mitteilungen/)).toBeVisible();
		await page.getByRole('radio', { name: '90 Tage' }).check();
		await expect(page.getByText(/^Keine Mitteilungen/)).toBeVisible();
		await expect(page.getByText('Auch das Archiv ist mitgezählt.')).toBeVisible();
	});

	test('gives back what a lead restores, to every tablet', async ({ tabletOf, tablet, house }) => {
		const lead = await tabletOf(EVA);
		const hofer = customer('Hofer');
		await writeOld(lead, house, [{ about: hofer, text: 'Hofer hat seine Karte verloren' }]);
		await openContact(tablet, hofer);
		await expect(entry(tablet, 'Karte verloren')).toBeHidden();
		await tablet.getByRole('link', { name: 'Ältere nur online: im Archiv suchen' }).click();
		await expect(found(tablet)).toHaveText([/Karte verloren/]);
		await expect(tablet.getByRole('button', { name: 'Wiederherstellen' })).toBeHidden();

		await goTo(lead, 'Archiv');
		await found(lead).getByRole('button', { name: 'Wiederherstellen' }).click();
		await expect(hint(lead, `Wiederhergestellt: Die Mitteilung zu ${listed(hofer)}`)).toBeVisible();
		await expect(found(lead)).toHaveCount(0);
		await openContact(tablet, hofer);
		// the server looks after it every ten seconds
		await expect(entry(tablet, 'Karte verloren')).toBeVisible({ timeout: 40_000 });
	});

	test('says without network that it needs it, and asks as soon as there is some', async ({
		tabletOf,
		house
	}) => {
		const page = await tabletOf(EVA);
		await writeOld(page, house, [{ about: customer('Hofer'), text: 'Hofer hat seine Karte verloren' }]);
		await readyForOffline(page);
		await goTo(page, 'Archiv');
		await expect(found(page)).toHaveCount(1);
		await page.context().setOffline(true);
		await page.getByRole('searchbox', { name: 'Suche im Archiv' }).fill('Karte');
		await expect(page.getByText('Ältere Mitteilungen brauchen das Netz')).toBeVisible();
		await page.context().setOffline(false);
		await expect(found(page)).toHaveText([/Karte verloren/]);
	});
});
