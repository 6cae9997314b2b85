import type { Drafts } from '../drafts.svelte.ts';
import type { LogState } from '../logState.svelte.ts';
import type { PictureShelf, Tidying } from './shelf.svelte.ts';

/** What is asked of the app, which itself calls this. */
interface App {
	readonly drafts: Drafts;
	readonly log: LogState;
	pictures(): Promise<PictureShelf>;
}

/** See `PictureShelf.tidy`. @param now the device's own clock, ms since 1970 */
export async function tidyPictures(app: App, now: number): Promise<void> {
	const shelf = await app.pictures();
	const drafts = new Set((await app.drafts.all()).map(({ draft }) => draft.id));
	await shelf.tidy({
		now,
		drafts,
		isHere: (message) => app.log.subject(message)?.root !== undefined,
		attachedTo: (picture) => attachedTo(app, picture)
	});
}

/** Looks through the log: asked only for pictures of which the device does not know where they belong. */
function attachedTo(app: App, picture: string): ReturnType<Tidying['attachedTo']> {
	for (const message of app.log.messageIds) {
		const facts = app.log.subject(message)?.facts ?? [];
		const fact = facts.find((one) => one.type === 'pictureAttached' && one.picture === picture);
		if (fact?.type === 'pictureAttached') return { message, evidence: fact.evidence !== undefined };
	}
	return undefined;
}
