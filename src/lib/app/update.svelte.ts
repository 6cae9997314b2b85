const LOOK_EVERY = 30 * 60_000;

/**
 * New builds of the app: offered, never forced (DESIGN § 11). The registration is our own, since those of libraries reload every window
 * once one of them has taken a new build over, whatever is being written there.
 */
export class Updates {
	#available = $state(false);
	#offlineReady = $state(false);
	/** True once the newer build has taken over, here or for another window: it is here after a reload */
	#takenOver = false;
	#registration: ServiceWorkerRegistration | undefined;

	constructor() {
		const { serviceWorker } = navigator;
		// Absent where the page is no secure context; the development server has none to give.
		if (!serviceWorker || !import.meta.env.PROD) return;
		let served = Boolean(serviceWorker.controller);
		serviceWorker.addEventListener('controllerchange', () => {
			// The very first one is no newer build, but what makes this page start without network.
			if (served) this.#available = this.#takenOver = true;
			served = true;
		});
		// Without it the app works as before; the next start tries again.
		serviceWorker.register('/sw.js').then(
			(registration) => this.#follow(registration),
			() => undefined
		);
	}

	/** True once a newer build waits to take over, or has done so for another window. */
	get available(): boolean {
		return this.#available;
	}

	/** True once the app can start without network. */
	get offlineReady(): boolean {
		return this.#offlineReady;
	}

	/** Takes the new build over; this page reloads, others offer it. */
	apply(): void {
		const waiting = this.#registration?.waiting;
		if (this.#takenOver || !waiting) return location.reload();
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		waiting.postMessage({ type: 'SKIP_WAITING' });
	}

	#follow(registration: ServiceWorkerRegistration): void {
		this.#registration = registration;
		if (registration.waiting) this.#available = true;
		const arriving = (): void => {
			const { installing } = registration;
			installing?.addEventListener('statechange', () => {
				if (installing.state !== 'installed') return;
				if (registration.active) this.#available = true;
				else this.#offlineReady = true;
			});
		};
		arriving();
		registration.addEventListener('updatefound', arriving);
		setInterval(() => {
			// Without network there is nothing to find; the next look will tell.
			if (navigator.onLine) void registration.update().catch(() => undefined);
		}, LOOK_EVERY);
	}
}
