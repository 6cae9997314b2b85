/**
 * Keeps the screen on, as while a camera check runs (DESIGN § 6). The browser lets go of the lock whenever the page is hidden, so
 * it is taken again. Where there is none, or the battery forbids it, the screen goes dark as ever. @returns what ends it
 */
export function keepScreenAwake(): () => void {
	let ended = false;
	let lock: WakeLockSentinel | undefined;
	const take = async (): Promise<void> => {
		if (document.visibilityState !== 'visible') return;
		// Absent where the page is no secure context, whatever the types say.
		const taken = await navigator.wakeLock?.request('screen').catch(() => undefined);
		if (ended) await taken?.release();
		else lock = taken;
	};
	const shown = (): void => void take();
	document.addEventListener('visibilitychange', shown);
	void take();
	return () => {
		ended = true;
		document.removeEventListener('visibilitychange', shown);
		void lock?.release();
	};
}
