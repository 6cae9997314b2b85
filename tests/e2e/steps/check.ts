import { expect, type Locator, type Page } from '@playwright/test';
import { OTHER_STUDIO } from '../house/people.ts';
import { chooseAssignee, hint } from './message.ts';
import { goTo } from './tasks.ts';

/** Taps, and counts them. */
export class Taps {
	count = 0;

	async on(target: Locator): Promise<void> {
		await target.click();
		this.count += 1;
	}
}

/** Goes to the camera checks by the navigation. */
export async function goToChecks(page: Page): Promise<void> {
	await goTo(page, 'Kamerakontrollen');
}

/** Where a camera check is begun. */
export function startForm(page: Page): Locator {
	return page.getByRole('form', { name: 'Kamerakontrolle starten' });
}

/** Taps "Kamerakontrolle starten", and the check of that studio runs. */
export async function begin(form: Locator, studio: string): Promise<void> {
	await form.getByRole('button', { name: 'Kamerakontrolle starten' }).click();
	await expect(
		form.page().getByRole('heading', { level: 1, name: `Kamerakontrolle ${studio}` })
	).toBeVisible();
}

/** What {@link startLive} may be told. */
interface LiveCheck {
	/** Who sees to what is found; the lead of the studio where nobody is named */
	readonly assignee?: string;
	/** The question that is expected instead of the check */
	readonly asked?: string;
}

/** Goes to the camera checks and starts a live one. */
export async function startLive(
	page: Page,
	studio: string,
	{ assignee = `Leitung ${studio}`, asked }: LiveCheck = {}
): Promise<void> {
	await goToChecks(page);
	const form = startForm(page);
	await form.getByRole('combobox', { name: 'Studio' }).selectOption(studio);
	await form.getByRole('radio', { name: 'Live' }).check();
	await chooseAssignee(form, assignee);
	if (asked === undefined) return begin(form, studio);
	await form.getByRole('button', { name: 'Kamerakontrolle starten' }).click();
	await expect(page.getByRole('dialog', { name: asked })).toBeVisible();
}

/** Goes to the camera checks and fills in one of yesterday's recording from 22:00 to 23:30, for which nobody is named yet. */
export async function fillRecording(page: Page, studio: string): Promise<Locator> {
	await goToChecks(page);
	const form = startForm(page);
	await form.getByRole('combobox', { name: 'Studio' }).selectOption(studio);
	await form.getByRole('radio', { name: 'Aufzeichnung' }).check();
	await form.getByRole('combobox', { name: 'Beginn am' }).selectOption('gestern');
	await form.getByRole('textbox', { name: 'Beginn um' }).fill('22:00');
	await form.getByRole('combobox', { name: 'Ende am' }).selectOption('gestern');
	await form.getByRole('textbox', { name: 'Ende um' }).fill('23:30');
	return form;
}

/** Starts a check of yesterday's recording from 22:00 to 23:30. */
export async function startRecording(page: Page, studio: string = OTHER_STUDIO.name): Promise<void> {
	const form = await fillRecording(page, studio);
	await chooseAssignee(form, `Leitung ${studio}`);
	await begin(form, studio);
}

/** "Kamerakontrolle eingeben", open. */
export async function openFiling(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'Kamerakontrolle eingeben' }).click();
	return filing(page);
}

/** "Kamerakontrolle eingeben" that something else has opened. */
export async function filing(page: Page): Promise<Locator> {
	const dialog = page.getByRole('dialog', { name: 'Kamerakontrolle eingeben' });
	await expect(dialog).toBeVisible();
	return dialog;
}

/** "Eingabe speichern", and waits until the app says that it is stored. */
export async function saveFiling(dialog: Locator): Promise<void> {
	await dialog.getByRole('button', { name: 'Eingabe speichern', exact: true }).click();
	await expect(hint(dialog.page(), 'Kamerakontrolle eingegeben')).toBeVisible();
}

/** Files the check with a summary. @param dialog its filing, where it is open already */
export async function fileCheck(page: Page, summary: string, dialog?: Locator): Promise<void> {
	const open = dialog ?? (await openFiling(page));
	await open.getByRole('textbox', { name: 'Zusammenfassung' }).fill(summary);
	await saveFiling(open);
}

/** The incident form has been saved, and the check has so many. */
export async function expectIncidents(page: Page, count: number): Promise<void> {
	await expect(page.getByRole('heading', { name: `In dieser Kontrolle (${count})` })).toBeVisible();
}
