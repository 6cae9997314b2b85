import { registerSW } from 'virtual:pwa-register';

const LOOK_EVERY = 30 * 60_000;

/** New builds of the app: offered, never forced (DESIGN § 11). */
export class Updates {
	#available = $state(false);
	#offlineReady = $state(false);
	readonly #apply: (reload?: boolean) => Promise<void>;

	constructor() {
		this.#apply = registerSW({
			immediate: true,
			onNeedRefresh: () => (this.#available = true),
			onOfflineReady: () => (this.#offlineReady = true),
			onRegisteredSW: (_url, registration) => {
				if (registration) setInterval(() => void this.#look(registration), LOOK_EVERY);
			}
		});
	}

	/** True once a newer build waits to take over. */
	get available(): boolean {
		return this.#available;
	}

	/** True once the app can start without network. */
	get offlineReady(): boolean {
		return this.#offlineReady;
	}

	/** Takes the new build over; the page reloads. */
	apply(): void {
		// registerSW reloads only a page that a service worker served already: at the very first visit nothing would happen.
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		void this.#apply(true);
	}

	async #look(registration: ServiceWorkerRegistration): Promise<void> {
		// Without network there is nothing to find; the next look will tell.
		if (navigator.onLine) await registration.update().catch(() => undefined);
	}
}
