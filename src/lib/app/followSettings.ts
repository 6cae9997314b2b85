import { createSubscriber } from 'svelte/reactivity';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** To be called where settings of this device are read: what read them is computed anew when one changes whose key begins so. */
export function followSettings(app: Dienstbuch, prefix: string): () => void {
	return createSubscriber((update) => app.settings.watch((key) => key.startsWith(prefix) && update()));
}
