/** What every test has at hand: a house with people in it, and tablets. */
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { KillableTablet } from './house/killableTablet.ts';
import { House } from './house/house.ts';
import { ANNA, type Colleague } from './house/people.ts';
import { checkIn } from './steps/duty.ts';
import { pairDevice } from './steps/pairing.ts';

export { expect };

interface Fixtures {
	/** A house of the test's own: what one test leaves open, blocks or gets wrong is no other test's concern */
	readonly house: House;
	/** A browser of its own, with nothing in it yet */
	readonly newBrowser: () => Promise<Page>;
	/** A tablet whose browser can be killed; not paired yet */
	readonly killable: KillableTablet;
	/** A paired tablet at which nobody is on duty */
	readonly newTablet: (label?: string) => Promise<Page>;
	/** A paired tablet at which somebody is on duty, Anna where nobody is named */
	readonly tabletOf: (colleague?: Colleague) => Promise<Page>;
	/** {@link tabletOf} Anna */
	readonly tablet: Page;
}

export const test = base.extend<Fixtures>({
	house: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
		async ({}, use) => {
			const house = await House.open();
			await use(house);
			await house.close();
		},
		{ timeout: 60_000 }
	],
	newBrowser: async ({ browser, house }, use) => {
		const contexts: BrowserContext[] = [];
		const crashes: Error[] = [];
		await use(async () => {
			const context = await browser.newContext({
				baseURL: house.url,
				permissions: ['clipboard-read', 'clipboard-write']
			});
			contexts.push(context);
			context.on('weberror', (crash) => crashes.push(crash.error()));
			return await context.newPage();
		});
		for (const context of contexts) await context.close();
		expect(crashes, 'errors that nobody caught').toEqual([]);
	},
	killable: async ({ house }, use) => {
		const tablet = await KillableTablet.bring(house.url);
		await use(tablet);
		await tablet.remove();
	},
	newTablet: async ({ newBrowser, house }, use) => {
		await use(async (label) => {
			const page = await newBrowser();
			await pairDevice(page, await house.pairingLink(label));
			return page;
		});
	},
	tabletOf: async ({ newTablet }, use) => {
		await use(async (colleague = ANNA) => {
			const page = await newTablet();
			await checkIn(page, colleague);
			return page;
		});
	},
	tablet: async ({ tabletOf }, use) => {
		await use(await tabletOf());
	}
});
