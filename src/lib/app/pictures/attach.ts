import { attachPicture, type Picture } from '../../domain/commands/aboutMessage.ts';
import type { Fact } from '../../domain/facts/registry.ts';
import { foldSubject, type Subject } from '../../domain/fold.ts';
import type { Dienstbuch } from '../dienstbuch.svelte.ts';

/** The facts that attach pictures to a message that is about to be written. */
export function picturesOfNew(app: Dienstbuch, message: Fact, pictures: readonly Picture[]): Fact[] {
	return factsFor(app, foldSubject(message._id, [message]), pictures);
}

function factsFor(app: Dienstbuch, message: Subject, pictures: readonly Picture[]): Fact[] {
	const { writer } = app.duty;
	const now = writer.now();
	// A millisecond after each other: their ids keep the order in which they were taken.
	return pictures.map((picture, at) =>
		attachPicture({ ...writer, now: () => now + 1 + at }, message, picture)
	);
}

/** The pictures belong to that message from now on, and are sent. Where this is cut off, the next start brings it to its end. */
export async function handOver(
	app: Dienstbuch,
	message: string,
	pictures: readonly Picture[]
): Promise<void> {
	const [first] = pictures;
	if (!first) return;
	const shelf = await app.pictures();
	await shelf.attach(
		pictures.map(({ picture }) => picture),
		message,
		first.evidence !== undefined
	);
}

/** "Foto hinzufügen": attaches pictures to a message that was saved before. @throws StorageFull: nothing was written */
export async function attachToSaved(
	app: Dienstbuch,
	message: string,
	pictures: readonly Picture[]
): Promise<void> {
	const subject = app.log.subject(app.currentId(message));
	if (!subject) throw new Error(`no such message: ${message}`);
	await app.write(factsFor(app, subject, pictures));
	await handOver(app, subject.id, pictures);
}
