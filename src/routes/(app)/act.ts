import { errorText } from '$lib/app/wording.ts';
import { toasts } from '$lib/ui/toasts.svelte.ts';

/** What is said once it is done, and what takes it back. */
interface Done {
	readonly text: string;
	readonly undo: () => Promise<unknown>;
}

/** Does what writes facts, and says what came of it: with a way back, or why it could not be. */
export async function act(deed: () => Promise<unknown>, done?: Done): Promise<void> {
	try {
		await deed();
		if (done) toasts.show({ text: done.text, onundo: () => void act(done.undo) });
	} catch (error) {
		toasts.show({ text: errorText(error), tone: 'problem' });
	}
}
