import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BROWSER_FLAGS, findBrowser } from '../../../scripts/test/browser.mjs';

interface ProcessInfo {
	readonly processInfo: readonly { readonly type: string; readonly id: number }[];
}

/** A browser with a folder of its own on disk, that can be killed and started again on it. */
export class KillableTablet {
	readonly #baseURL: string;
	readonly #folder: string;
	#context: BrowserContext | undefined;

	private constructor(baseURL: string, folder: string) {
		this.#baseURL = baseURL;
		this.#folder = folder;
	}

	static async bring(baseURL: string): Promise<KillableTablet> {
		return new KillableTablet(baseURL, await mkdtemp(path.join(tmpdir(), 'dienstbuch-browser-')));
	}

	/** Where the browser keeps what it stores. */
	get folder(): string {
		return this.#folder;
	}

	/** Starts the browser. @param offline whether it finds no network */
	async start({ offline = false } = {}): Promise<Page> {
		const context = await chromium.launchPersistentContext(this.#folder, {
			executablePath: await findBrowser(),
			args: BROWSER_FLAGS,
			baseURL: this.#baseURL,
			locale: 'de-AT',
			timezoneId: 'Europe/Vienna',
			viewport: { width: 1280, height: 800 },
			offline
		});
		this.#context = context;
		return context.pages()[0] ?? (await context.newPage());
	}

	/** Ends the browser as a crash or an empty battery does: nothing in it hears of it. */
	async kill(): Promise<void> {
		const context = this.#context;
		const browser = context?.browser();
		if (!context || !browser) throw new Error('the browser does not run');
		const session = await browser.newBrowserCDPSession();
		const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as ProcessInfo;
		const main = processInfo.find(({ type }) => type === 'browser');
		if (!main) throw new Error('the browser does not tell its process');
		const gone = new Promise((resolve) => context.once('close', resolve));
		process.kill(main.id, 'SIGKILL');
		await gone;
		this.#context = undefined;
	}

	/** Closes the browser as a person does. */
	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = undefined;
	}

	/** Closes it and removes its folder. */
	async remove(): Promise<void> {
		await this.close();
		await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
	}
}
