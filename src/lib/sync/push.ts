import * as v from 'valibot';
import type { Outbox } from '../data/outbox.ts';
import { isHeld, type OutboxEntry, type OutboxRefusal } from '../data/outboxEntry.ts';
import { batchOf, MAX_BATCH, type Batch } from './batch.ts';
import type { Environment } from './environment.ts';
import { failureOf, request, RequestFailed } from './http.ts';

/** How long a fact that the server took may stay away from the replica before it is sent again, ms (rule P6). */
export const RESEND_AFTER = 60_000;

/** How often a lone fact may be answered with 413 or 400 before it counts as denied (rule P4): a proxy may only be out of sorts. */
const DENIED_AFTER = 5;

/** What CouchDB says of one document: with `new_edits: false` of the failed ones only (rule P3). */
const rows = v.array(
	v.looseObject({
		id: v.optional(v.string()),
		error: v.optional(v.unknown()),
		reason: v.optional(v.unknown())
	})
);

/** The reason of a denial; the validate function says `field: reason`. */
function refusalOf(reason: unknown, status: number): OutboxRefusal {
	const words = typeof reason === 'string' ? reason : '';
	const [, field = '', why = words] = /^([\w.]+): (.+)$/.exec(words) ?? [];
	return { field, reason: why, status };
}

/** Sends what is in the outbox. Keeps nothing that a restart could not do without. */
export class Push {
	readonly #environment: Environment;
	readonly #outbox: Outbox;
	/** When the server took it, on the monotonic clock */
	readonly #taken = new Map<string, number>();
	/** How often a request with it in it has failed, that others did not fail with (rule P5) */
	readonly #failures = new Map<string, number>();
	#limit = MAX_BATCH;

	constructor(environment: Environment, outbox: Outbox) {
		this.#environment = environment;
		this.#outbox = outbox;
	}

	/** What is to be sent now: those that failed least often, earliest first. */
	get #ready(): OutboxEntry[] {
		const latest = this.#environment.monotonic() - RESEND_AFTER;
		const now = this.#environment.now();
		const open = this.#outbox.entries.filter(
			(entry) =>
				!entry.refusal && !isHeld(entry, now) && (this.#taken.get(entry.fact._id) ?? -Infinity) <= latest
		);
		const least = Math.min(...open.map(({ fact }) => this.#failures.get(fact._id) ?? 0));
		return open.filter(({ fact }) => (this.#failures.get(fact._id) ?? 0) === least);
	}

	/**
	 * Sends one batch.
	 * @returns the ids that the server has now; undefined where there was nothing to send
	 * @throws RequestFailed where the whole request came to nothing, and is to be tried again after a pause
	 */
	async send(signal: AbortSignal): Promise<readonly string[] | undefined> {
		const ready = this.#ready;
		if (ready.length === 0) return undefined;
		const batch = batchOf(ready, this.#limit);
		await this.#outbox.markAttempted(batch.ids);
		const response = await request(this.#environment, '/db/messages/_bulk_docs', {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: batch.body,
			signal
		});
		if (!response.ok) return this.#failed(batch, response);
		this.#limit = Math.min(MAX_BATCH, this.#limit * 2);
		return this.#answered(batch, await response.json());
	}

	/** When something that the server took is to be sent again, or can no longer be taken back; on the monotonic clock. */
	get dueAt(): number | undefined {
		const now = this.#environment.now();
		const times = this.#outbox.entries.flatMap((entry) => {
			if (entry.refusal) return [];
			if (isHeld(entry, now)) return [this.#environment.monotonic() + (entry.heldUntil ?? now) - now];
			const time = this.#taken.get(entry.fact._id);
			return time === undefined ? [] : [time + RESEND_AFTER];
		});
		return times.length > 0 ? Math.min(...times) : undefined;
	}

	/** Forgets what the server took, since it may be another server's database now. */
	startAnew(): void {
		this.#taken.clear();
	}

	/** Sorts out one answer per fact (rule P3). */
	async #answered(batch: Batch, answer: unknown): Promise<readonly string[]> {
		const result = v.safeParse(rows, answer);
		if (!result.success) throw new RequestFailed('server-error');
		const failed = new Map(
			result.output.flatMap((row) => (row.id !== undefined && row.error ? [[row.id, row]] : []))
		);
		const taken = batch.ids.filter((id) => !failed.has(id));
		for (const id of taken) {
			this.#taken.set(id, this.#environment.monotonic());
			this.#failures.delete(id);
		}
		let again = 0;
		for (const [id, { error, reason }] of failed) {
			if (error === 'forbidden') await this.#outbox.refuse(id, refusalOf(reason, 403));
			else {
				this.#count([id]);
				again += 1;
			}
		}
		if (again > 0 && taken.length === 0) throw new RequestFailed('server-error');
		return taken;
	}

	/** Makes batches smaller where one of them could be the reason (rules P4 and P5). */
	async #failed(batch: Batch, response: Response): Promise<readonly string[]> {
		const failure = failureOf(response, this.#environment.now());
		const { status } = response;
		if (status === 413 || status === 400) {
			this.#limit = Math.max(1, Math.floor(batch.ids.length / 2));
			const [only, ...others] = batch.ids;
			if (only === undefined || others.length > 0) return [];
			this.#count([only]);
			if ((this.#failures.get(only) ?? 0) < DENIED_AFTER) throw failure;
			this.#failures.delete(only);
			await this.#outbox.refuse(only, { field: '', reason: status === 413 ? 'size' : 'shape', status });
			return [];
		}
		if (status >= 500) {
			this.#limit = Math.max(1, Math.floor(batch.ids.length / 2));
			this.#count(batch.ids);
		}
		throw failure;
	}

	#count(ids: readonly string[]): void {
		for (const id of ids) this.#failures.set(id, (this.#failures.get(id) ?? 0) + 1);
	}
}
