/** How this browser keeps the app and its data. */
export interface StorageRoom {
	/** Bytes, as far as the browser tells */
	readonly used: number | undefined;
	readonly quota: number | undefined;
	/** True where the browser promised not to clear the storage by itself; undefined where it does not say */
	readonly kept: boolean | undefined;
	/** True once the app itself is on the device, so that it starts without network */
	readonly startsOffline: boolean;
}

/** Asks the browser. What it does not tell (no secure context, an old one) is left open. */
export async function measureStorage(): Promise<StorageRoom> {
	const storage: Partial<StorageManager> | undefined = navigator.storage;
	const [estimate, kept, registration] = await Promise.all([
		storage?.estimate?.().catch(() => undefined),
		storage?.persisted?.().catch(() => undefined),
		navigator.serviceWorker?.getRegistration().catch(() => undefined)
	]);
	return {
		used: estimate?.usage,
		quota: estimate?.quota,
		kept,
		startsOffline: registration?.active != null
	};
}

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** An amount of storage as people say it: `41 MB`, `1,2 GB`. */
export function bytesText(bytes: number, locale: string): string {
	const step = bytes < 1 ? 0 : Math.min(STEPS.length - 1, Math.floor(Math.log10(bytes) / 3));
	const amount = bytes / 1000 ** step;
	const maximumFractionDigits = amount < 10 && step > 0 ? 1 : 0;
	return new Intl.NumberFormat(locale, { style: 'unit', unit: STEPS[step], maximumFractionDigits }).format(
		amount
	);
}
