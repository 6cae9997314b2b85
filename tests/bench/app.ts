import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { BenchServer } from './servers.ts';
import { median, quantile, rounded } from './statistics.ts';

const STARTS = 5;
const THROTTLE = 4;
const TYPED = ['hub', 'mül', 'steiner', 'sab hub', '10023', 'gruber an', 'mf1', '1988'];

/** The built app itself: keystroke to results, and the start without network on a slow processor (DESIGN § 10). */
export async function measureApp(browser: Browser, server: BenchServer) {
	const context = await browser.newContext({ locale: 'de-AT', viewport: { width: 1280, height: 800 } });
	await context.addCookies([{ ...server.cookie, url: server.url }]);
	try {
		const page = await ready(context, server.url);
		const keystroke = await typing(page);
		const heapMb = await heap(page);
		const start = await offlineStart(context, page);
		return { keystroke, heapMb, start };
	} finally {
		await context.close();
	}
}

async function ready(context: BrowserContext, url: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url);
	const site = page.getByRole('list').getByRole('button').first();
	const search = page.getByRole('combobox', { name: 'CRM-Suchleiste' });
	await site.or(search).first().waitFor();
	if (await site.isVisible()) await site.click();
	await search.waitFor();
	await page.getByText('online, alles gesendet').waitFor({ timeout: 300_000 });
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	return page;
}

/** From the input event until the frame with the results is laid out, the wait for that frame included. */
async function typing(page: Page) {
	await page.evaluate(() => {
		const figures: number[] = [];
		Object.assign(window, { keystrokes: figures });
		document.addEventListener(
			'input',
			() => {
				const start = performance.now();
				requestAnimationFrame(() => {
					void document.body.offsetHeight;
					const afterFrame = new MessageChannel();
					afterFrame.port1.onmessage = () => figures.push(performance.now() - start);
					afterFrame.port2.postMessage(undefined);
				});
			},
			{ capture: true }
		);
	});
	const search = page.getByRole('combobox', { name: 'CRM-Suchleiste' });
	for (const query of TYPED) {
		await search.fill('');
		await search.pressSequentially(query, { delay: 60 });
	}
	await search.fill('');
	const figures = await page.evaluate(() => (window as unknown as { keystrokes: number[] }).keystrokes);
	return { count: figures.length, p50Ms: rounded(median(figures)), p95Ms: rounded(quantile(figures, 0.95)) };
}

async function heap(page: Page): Promise<number> {
	const session = await page.context().newCDPSession(page);
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	return rounded(usedSize / 1_048_576);
}

async function offlineStart(context: BrowserContext, page: Page) {
	await context.setOffline(true);
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
	const figures: number[] = [];
	for (let i = 0; i < STARTS; i += 1) {
		await page.reload();
		await page.getByRole('combobox', { name: 'CRM-Suchleiste' }).waitFor({ timeout: 60_000 });
		await page.waitForFunction(() => performance.getEntriesByName('dienstbuch:searchable').length > 0);
		figures.push(
			await page.evaluate(() => performance.getEntriesByName('dienstbuch:searchable')[0]?.startTime ?? NaN)
		);
	}
	await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	await context.setOffline(false);
	return { throttle: THROTTLE, medianMs: rounded(median(figures)), worstMs: rounded(Math.max(...figures)) };
}
