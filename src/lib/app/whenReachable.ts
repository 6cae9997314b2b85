/**
 * Loads a part of the app that is not there from the start. Where it cannot be had (a tablet that lost the network before everything was
 * stored on it), it is asked for again once the network is back; until then the promise stays open, and the screen goes without that part.
 */
export function whenReachable<Part>(load: () => Promise<Part>): Promise<Part> {
	return load().catch(
		() =>
			new Promise<Part>((resolve) => {
				const again = (): void => resolve(whenReachable(load));
				addEventListener('online', again, { once: true });
			})
	);
}
