/** The event by which Chromium offers installation; it is in no standard yet, so TypeScript does not know it. */
interface InstallEvent extends Event {
	prompt(): Promise<void>;
}

/** Whether the app is installed, and whether its storage is safe from the browser's clearing. */
export class Installation {
	#offer = $state.raw<InstallEvent>();
	#persisted = $state<boolean>();
	readonly installed = matchMedia('(display-mode: standalone)').matches;

	constructor() {
		addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#offer = event as InstallEvent;
		});
		addEventListener('appinstalled', () => (this.#offer = undefined));
	}

	/** True where the browser would install the app now. */
	get offered(): boolean {
		return this.#offer !== undefined;
	}

	/** True where the browser promised to keep the storage; undefined while it has not been asked. */
	get persisted(): boolean | undefined {
		return this.#persisted;
	}

	/** Shows the browser's own installation dialog. */
	async install(): Promise<void> {
		await this.#offer?.prompt();
	}

	/** Asks the browser not to clear the storage (Safari does after 7 days, unless the app is installed). */
	async persist(): Promise<void> {
		// Absent where the page is no secure context; that is said elsewhere.
		this.#persisted = await navigator.storage?.persist?.();
	}
}
