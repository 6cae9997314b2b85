import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import * as m from '$lib/paraglide/messages.js';
import { toasts } from '$lib/ui/toasts.svelte.ts';

/** "Rückgängig" for a block, a lift or a filing, all facts of it or none. Where its time was up, that is said: nobody is to believe that it was taken back. */
export async function takeBack(
	app: Dienstbuch,
	facts: string | readonly string[],
	onTaken?: () => void
): Promise<void> {
	if (await app.takeBack(facts)) onTaken?.();
	else toasts.show({ text: m.undo_too_late(), tone: 'problem' });
}
