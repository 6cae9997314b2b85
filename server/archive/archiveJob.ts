import type { ArchiveGround } from '../../src/lib/domain/archiving.ts';
import { placeOf } from '../../src/lib/domain/archiving.ts';
import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import { isFactId } from '../../src/lib/domain/ids.ts';
import { checkView } from '../../src/lib/domain/views/cameraCheck.ts';
import type { ServerContext } from '../context.ts';
import type { Job, JobContext, NewJob } from '../jobs/job.ts';
import type { Changed, MessageLog } from '../log/messageLog.ts';
import { readConnector } from '../outbound/connectors.ts';
import { settle } from './move.ts';
import { CouchMoveStore, type MoveStore } from './moveStore.ts';

/** Pause between runs, ms: whoever takes a message out of the archive waits for it. */
const EVERY = 10_000;
/** Messages become old by themselves: all are looked at this often, ms. */
const LOOK_AT_ALL = 3_600_000;
/** Messages that are moved at once. */
const BATCH = 50;

/** What the archive's rule needs to know, as of now. */
async function archiveGround({ couch, clock, directory, messages }: ServerContext): Promise<ArchiveGround> {
	const settings = { ...DEFAULT_SETTINGS, ...(await directory.readDoc('settings')) };
	const { boardUrl, boardConnected, boardKinds, archiveAfterDays } = settings;
	return {
		now: clock(),
		afterDays: archiveAfterDays,
		accessConnected: (await readConnector(couch, 'access')) !== undefined,
		boardKinds: boardUrl !== '' || boardConnected ? boardKinds : undefined,
		checkIsSettled(id) {
			const check = checkView(messages.subject(id));
			return check?.state === 'filed' && check.task?.state !== 'open';
		}
	};
}

/** Moves messages to the archive, by age and by hand, and back (S20). */
class ArchiveJob implements Job {
	readonly name = 'archive';
	readonly every = EVERY;
	readonly #storeOf: (job: JobContext) => MoveStore;
	#changed: Changed | undefined;
	#lookedAtAll = 0;

	constructor(storeOf: (job: JobContext) => MoveStore) {
		this.#storeOf = storeOf;
	}

	async run(job: JobContext): Promise<void> {
		const { ctx, signal } = job;
		const { messages } = ctx;
		const ground = await archiveGround(ctx);
		const { now } = ground;
		await messages.catchUp();
		const changed = (this.#changed ??= messages.changed());
		if (now - this.#lookedAtAll >= LOOK_AT_ALL) changed.giveBack(messages.subjects());
		const store = this.#storeOf(job);
		const ids = [...changed.take()].filter((id) => mayBeArchived(messages, id));
		for (let from = 0; from < ids.length; from += BATCH) {
			try {
				signal.throwIfAborted();
				const some = ids.slice(from, from + BATCH);
				const archived = await store.archived(some);
				const elsewhere = some.filter((id) => {
					const subject = messages.subject(id);
					return archived.has(id) || (subject?.root && placeOf(subject, ground) === 'archive');
				});
				await settle(store, elsewhere, (id) => messages.factsOf(id), ground);
			} catch (error) {
				changed.giveBack(ids.slice(from));
				throw error;
			}
		}
		if (now - this.#lookedAtAll >= LOOK_AT_ALL) this.#lookedAtAll = now;
	}
}

/** False for camera checks, shifts, and what is said of a contact: they stay. */
function mayBeArchived(messages: MessageLog, id: string): boolean {
	const root = messages.subject(id)?.root;
	return isFactId(id) && (root === undefined || root.type === 'message');
}

/** The archive mover as a job. @param storeOf another store, in tests */
export const archiveJob =
	(storeOf = ({ ctx }: JobContext): MoveStore => new CouchMoveStore(ctx.couch)): NewJob =>
	() =>
		new ArchiveJob(storeOf);
