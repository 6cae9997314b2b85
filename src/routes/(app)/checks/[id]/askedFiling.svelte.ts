import { goto } from '$app/navigation';
import { navigating, page } from '$app/state';
import { asksToFile } from '$lib/app/checks.ts';

/** Whether the filing of a check is open: at first, and with each way that leads there, where the address asks for it. To be called while a component is set up. */
export function askedFiling(): { open: boolean } {
	const filing = $state({ open: asksToFile(page.url.searchParams) });
	$effect(() => {
		if (navigating.to !== null || !asksToFile(page.url.searchParams)) return;
		filing.open = true;
		// Whoever loads the page anew, or takes the check back after filing it, has not asked once more.
		void goto(page.url.pathname, { replaceState: true, keepFocus: true, noScroll: true });
	});
	return filing;
}
