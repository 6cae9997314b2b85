import type { Agent } from 'undici';
import { revisionOf } from '../../../src/lib/domain/ids.ts';
import { issue } from '../../../src/lib/domain/issue.ts';

/** As `sync/http.ts` and `sync/pull.ts` ask for it. */
const FEED = 'style=main_only&feed=longpoll&heartbeat=15000&limit=1000';
/** After a failure, ms; the app's own pauses begin there too. */
const PAUSE = 500;

/** What a device tells of itself. */
export interface DeviceListener {
	/** @param ms `performance.now()` when the fact was in the device's hands */
	arrived(device: string, id: string, ms: number): void;
	failed(what: string): void;
}

interface Change {
	readonly id: string;
	readonly changes: readonly { readonly rev: string }[];
}

/** One device on the wire: it asks just what the app asks, and keeps nothing but the ids of what it has. */
export class LoadDevice {
	readonly #url: string;
	readonly #cookie: string;
	readonly #agent: Agent;
	readonly #listener: DeviceListener;
	readonly #gone = new AbortController();
	readonly name: string;
	readonly has = new Set<string>();

	constructor(
		server: { readonly url: string; readonly agent: Agent },
		account: { readonly name: string; readonly cookie: string },
		listener: DeviceListener
	) {
		this.#url = server.url;
		this.#agent = server.agent;
		this.#cookie = account.cookie;
		this.name = account.name;
		this.#listener = listener;
	}

	/** Has its two live feeds, until {@link stop}. */
	run(): void {
		void this.#follow('directory');
		void this.#follow('messages');
	}

	stop(): void {
		this.#gone.abort();
	}

	/** Writes a fact and sends it until the server has taken it. @returns its id, and `performance.now()` when it was written */
	async write(text: string): Promise<{ id: string; at: number }> {
		const fact = issue(
			{
				now: () => Date.now(),
				random: (length) => crypto.getRandomValues(new Uint8Array(length)),
				device: this.name,
				deviceSite: 'LNU',
				author: { id: '1', name: 'Huber, Sabine', role: 'staff' }
			},
			{
				type: 'message',
				site: 'LNU',
				kind: 'internal',
				contact: { kind: 'contact', id: '4711', name: 'Müller Jürgen' },
				text,
				forInformation: true
			}
		);
		const at = performance.now();
		const body = { new_edits: false, docs: [{ ...fact, _rev: revisionOf(fact._id) }] };
		const refused = await this.#untilItWorks(() => this.ask('POST', '/db/messages/_bulk_docs', body));
		if ((refused as unknown[]).length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
		return { id: fact._id, at };
	}

	/** A request as this device. @throws Error for any answer but 2xx */
	async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
		const answer = await this.#agent.request({
			origin: this.#url,
			path,
			method,
			headers: { cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }) },
			body: body && JSON.stringify(body),
			signal: this.#gone.signal
		});
		const text = await answer.body.text();
		if (answer.statusCode >= 300) throw new Error(`${method} ${path.split('?')[0]}: ${answer.statusCode}`);
		return JSON.parse(text);
	}

	async #follow(database: 'directory' | 'messages'): Promise<void> {
		let since: string | number = 0;
		while (!this.#gone.signal.aborted) {
			const url = `/db/${database}/_changes?${FEED}&since=${encodeURIComponent(since)}`;
			const { results, last_seq } = (await this.#untilItWorks(() => this.ask('GET', url))) as {
				results: Change[];
				last_seq: string | number;
			};
			if (results.length > 0) await this.#fetch(database, results);
			since = last_seq;
		}
	}

	async #fetch(database: string, changes: readonly Change[]): Promise<void> {
		const docs = changes.map(({ id, changes: [latest] }) => ({ id, rev: latest?.rev }));
		const url = `/db/${database}/_bulk_get?revs=true&latest=true`;
		const { results } = (await this.#untilItWorks(() => this.ask('POST', url, { docs }))) as {
			results: { id: string; docs: { ok?: object }[] }[];
		};
		const now = performance.now();
		for (const { id, docs: found } of results) {
			if (!found[0]?.ok || this.has.has(id)) continue;
			this.has.add(id);
			this.#listener.arrived(this.name, id, now);
		}
	}

	async #untilItWorks(work: () => Promise<unknown>): Promise<unknown> {
		for (;;) {
			try {
				return await work();
			} catch (error) {
				if (this.#gone.signal.aborted) return { results: [], last_seq: 0 };
				this.#listener.failed(error instanceof Error ? error.message : String(error));
				await new Promise((resolve) => setTimeout(resolve, PAUSE));
			}
		}
	}
}
