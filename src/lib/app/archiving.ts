/** Archiving by hand (S20), as the person on duty. */
import { archiveMessage } from '../domain/commands/aboutMessage.ts';
import { isNeeded } from '../domain/archiving.ts';
import { foldSubject, type Subject } from '../domain/fold.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** True for leads, the office and admins: they archive by hand and restore (rule A3). Reactive. */
export function archivesByHand(app: Dienstbuch): boolean {
	const role = app.duty.current?.author.role;
	return role !== undefined && role !== 'staff';
}

/** True where the person on duty may archive the message now: nobody needs it any more, and it is not archived yet. Reactive. */
export function mayArchive(app: Dienstbuch, message: MessageView): boolean {
	if (message.archived || !archivesByHand(app)) return false;
	return !isNeeded(message, {
		now: app.clock.now,
		checkIsSettled: (id) => {
			const check = app.log.check(id);
			return check?.state === 'filed' && check.task?.state !== 'open';
		}
	});
}

/** "Archivieren". @returns the message as it is then, for {@link restore} @throws StorageFull */
export async function archive(app: Dienstbuch, message: Subject): Promise<Subject> {
	const fact = archiveMessage(app.duty.writer, message, true);
	await app.write(fact);
	return foldSubject(message.id, [...message.facts, fact]);
}

/**
 * "Wiederherstellen", also of a message that is in the archive alone: a fact like any other, upon which the server brings it back to all
 * devices. @param archived as it was known; what is on this device counts more
 * @throws StorageFull
 */
export async function restore(app: Dienstbuch, archived: Subject): Promise<void> {
	const here = app.log.subject(app.currentId(archived.id));
	await app.write(archiveMessage(app.duty.writer, here?.root ? here : archived, false));
}
