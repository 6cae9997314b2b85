import { expect, type Page } from '@playwright/test';

/** Waits until the app could start without network; a person sees it said under Gerät. */
export async function readyForOffline(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const worker = navigator.serviceWorker;
		await worker.ready;
		if (worker.controller) return;
		await new Promise((resolve) => worker.addEventListener('controllerchange', resolve, { once: true }));
	});
}

/** The network of a hotel before somebody has paid: every request is answered, with a page of its own. */
export async function enterCaptivePortal(page: Page): Promise<void> {
	await page.route(/\/(api|db)\//, (route) =>
		route.fulfill({
			contentType: 'text/html',
			body: '<!doctype html><title>Hotel</title><h1>Willkommen!</h1>'
		})
	);
}

/** Signs in at the hotel. */
export async function leaveCaptivePortal(page: Page): Promise<void> {
	await page.unroute(/\/(api|db)\//);
}

/** Goes online again, and waits until the browser has noticed. */
export async function goOnline(page: Page): Promise<void> {
	await page.context().setOffline(false);
	await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(true);
}
