import type { ContactFile } from '$lib/app/api/privacy.ts';
import { fileForPerson } from '$lib/app/contactFile.ts';
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { saveFile } from '$lib/app/saveFile.ts';
import * as m from '$lib/paraglide/messages.js';
import { toasts } from '$lib/ui/toasts.svelte.ts';

/** "Als JSON speichern". */
export function saveContactFile(app: Dienstbuch, contact: string, file: ContactFile): void {
	const made = new Date(app.clock.exact()).toISOString();
	saveFile(`auskunft-${contact}-${made.slice(0, 10)}.json`, fileForPerson(file, made), 'application/json');
	toasts.show({ text: m.privacy_saved(), tone: 'success' });
}
