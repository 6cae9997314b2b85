import { palettePng } from './palettePng.mjs';

/** @typedef {{ name: string, width: number, height: number, touch: boolean }} Size */
/** @typedef {'light' | 'dark'} Theme */
/** @typedef {{ screen: string, size: string, theme: Theme, png: Uint8Array }} Picture */

/** The sizes of DESIGN § 7. @type {readonly Size[]} */
export const SIZES = [
	{ name: 'tablet', width: 1280, height: 800, touch: true },
	{ name: 'tablet-upright', width: 768, height: 1024, touch: true },
	{ name: 'phone', width: 360, height: 740, touch: true },
	{ name: 'desktop', width: 1440, height: 900, touch: false }
];

/** Takes pictures of one page, in the sizes and themes that are wanted. */
export class Photographer {
	#page;
	#sizes;
	#themes;
	#keep;

	/**
	 * @param {import('@playwright/test').Page} page
	 * @param {{ sizes: readonly Size[], themes: readonly Theme[], keep: (picture: Picture) => void }} wanted
	 */
	constructor(page, { sizes, themes, keep }) {
		this.#page = page;
		this.#sizes = sizes;
		this.#themes = themes;
		this.#keep = keep;
	}

	/** Takes the pictures of what the page shows now. @param {string} screen */
	async take(screen) {
		const page = this.#page;
		// a toast would lie over the buttons, and is gone in some seconds unless the pointer rests on it
		await page.mouse.move(0, 0);
		await page.locator('.toasts > *').first().waitFor({ state: 'detached' });
		for (const { name, width, height } of this.#sizes) {
			await page.setViewportSize({ width, height });
			for (const theme of this.#themes) {
				await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
				await page.evaluate(() => document.fonts.ready);
				const png = palettePng(await page.screenshot({ caret: 'hide' }));
				this.#keep({ screen, size: name, theme, png });
			}
		}
	}
}
