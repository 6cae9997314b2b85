import type { StoredDoc } from '../data/pouch.ts';
import type { Replica } from '../data/replica.ts';
import type { Environment } from './environment.ts';
import { storageError, StorageFull, StorageLost } from '../data/errors.ts';
import { HEARTBEAT, RequestFailed } from './http.ts';
import { remoteDatabase, type Remote } from './remote.ts';

/** The databases that are pulled, and how many documents at a time: facts are small, a page holds 100 contacts. */
export const BATCH_SIZES = { directory: 25, messages: 1_000 } as const;
export type Pulled = keyof typeof BATCH_SIZES;

/** What {@link pull} tells on its way. */
export interface PullListener {
	/** Documents that the server sent are in the replica now */
	onBatch(docs: readonly StoredDoc[]): Promise<void> | void;
	/** How far the first pull of a generation is; `total` where the server says it */
	onProgress(done: number, total: number | undefined): void;
	/** The replica has all that the server had a moment ago; from now on it is live */
	onCaughtUp(): Promise<void>;
	/** @see Replica.completed */
	rescue(lost: StoredDoc[]): Promise<void>;
}

interface BatchDone {
	readonly docs?: readonly unknown[];
	readonly docs_written: number;
	readonly pending?: number;
}

/** One replication by PouchDB, until its end, a failure or the signal. */
async function replicate(
	remote: Remote,
	replica: Replica,
	generation: string,
	options: PouchDB.Replication.ReplicateOptions,
	listener: PullListener,
	signal: AbortSignal
): Promise<void> {
	if (signal.aborted) return;
	const target = await replica.target(generation);
	const settled: Promise<void>[] = [];
	let failure: unknown;
	const replication = target.replicate.from(remote.database, {
		...options,
		// `style` is an option that the types don't know.
		...({ style: 'main_only' } as object),
		checkpoint: 'target',
		retry: false,
		heartbeat: HEARTBEAT
	});
	const cancel = (): void => replication.cancel();
	/** A live pull has no end of its own: what goes wrong with a batch ends it. */
	const use = async (docs: readonly StoredDoc[]): Promise<void> => {
		try {
			await listener.onBatch(docs);
		} catch (error) {
			failure ??= error;
			cancel();
		}
	};
	signal.addEventListener('abort', cancel, { once: true });
	replication.on('change', (batch: BatchDone) => {
		const docs = (batch.docs ?? []) as StoredDoc[];
		settled.push(use(docs));
		const { docs_written: done, pending } = batch;
		listener.onProgress(done, pending === undefined ? undefined : done + pending);
	});
	try {
		await new Promise<void>((resolve, reject) => {
			replication.on('complete', () => resolve());
			replication.on('error', reject);
		});
	} catch (error) {
		if (signal.aborted) return;
		throw pullFailure(error, remote);
	} finally {
		signal.removeEventListener('abort', cancel);
		await Promise.all(settled);
	}
	if (failure !== undefined && !signal.aborted) throw pullFailure(failure, remote);
}

function pullFailure(error: unknown, remote: Remote): Error {
	if (remote.failure) return remote.failure;
	const cause = storageError(error);
	if (cause instanceof StorageFull || cause instanceof StorageLost) return cause;
	return new RequestFailed('server-error');
}

/**
 * Pulls a generation of a database to its end, then goes on live, until the signal. PouchDB's own retries are off: they don't survive
 * a 401, and grow to ten minutes (DESIGN § 3).
 * @throws RequestFailed, StorageFull, StorageLost
 */
export async function pull(
	environment: Environment,
	name: Pulled,
	replica: Replica,
	generation: string,
	listener: PullListener,
	signal: AbortSignal
): Promise<void> {
	const remote = remoteDatabase(environment, name, generation);
	const options = { batch_size: BATCH_SIZES[name], batches_limit: 3 };
	try {
		await replicate(remote, replica, generation, options, listener, signal);
		if (signal.aborted) return;
		await replica.completed(generation, (lost) => listener.rescue(lost));
		await listener.onCaughtUp();
		await replicate(remote, replica, generation, { ...options, live: true }, listener, signal);
		if (!signal.aborted) throw new RequestFailed('unreachable');
	} finally {
		await remote.database.close();
	}
}
