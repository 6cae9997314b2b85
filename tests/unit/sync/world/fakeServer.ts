import { refusalOfWrite } from '../../../../src/lib/domain/checkFact.ts';
import { OWN_HEADER } from '../../../../src/lib/sync/http.ts';
import { FakePictures } from './fakePictures.ts';
import type { Time } from './time.ts';

export interface ServerDoc {
	readonly _id: string;
	readonly _rev: string;
	readonly [field: string]: unknown;
}
interface Stored {
	readonly seq: number;
	readonly doc: ServerDoc;
}
type DatabaseName = 'directory' | 'messages';
interface Snapshot {
	readonly seq: number;
	readonly databases: Record<DatabaseName, Map<string, Stored>>;
}
/** Who asks. */
export interface Caller {
	readonly account: string;
	readonly device: string;
}

/** An answer of the server's own. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: { [OWN_HEADER]: '1.0.0', 'content-type': 'application/json', ...headers }
	});
}

/** As much of the server as the protocol of sync needs, in memory. */
export class FakeServer {
	readonly #time: Time;
	#seq = 0;
	#databases: Record<DatabaseName, Map<string, Stored>> = { directory: new Map(), messages: new Map() };
	#waiting = new Set<() => void>();
	pictures = new FakePictures();
	generation = 'g1';
	/** What it answers by device; `active` where nothing is said */
	readonly statuses = new Map<string, 'retired' | 'lost' | 'no-session'>();
	/** Every request that reached it: method and path */
	readonly log: string[] = [];
	oldestApp = '1.0.0';
	lockAfterDays = 14;

	constructor(time: Time) {
		this.#time = time;
	}

	/** Documents of a database, by id. */
	docs(name: DatabaseName): Map<string, ServerDoc> {
		return new Map([...this.#databases[name]].map(([id, { doc }]) => [id, doc]));
	}

	/** Writes as the server's own account does. */
	put(name: DatabaseName, doc: ServerDoc): void {
		this.#seq += 1;
		const database = this.#databases[name];
		database.delete(doc._id);
		database.set(doc._id, { seq: this.#seq, doc });
		for (const wake of [...this.#waiting]) wake();
	}

	backup(): Snapshot {
		const { directory, messages } = this.#databases;
		return { seq: this.#seq, databases: { directory: new Map(directory), messages: new Map(messages) } };
	}

	restore({ seq, databases }: Snapshot, generation: string): void {
		this.#seq = seq;
		this.#databases = { directory: new Map(databases.directory), messages: new Map(databases.messages) };
		this.generation = generation;
		for (const wake of [...this.#waiting]) wake();
	}

	async handle(caller: Caller, address: string, init: RequestInit): Promise<Response> {
		const url = new URL(address, 'http://server');
		this.log.push(`${init.method ?? 'GET'} ${url.pathname}`);
		const status = this.statuses.get(caller.device);
		if (status === 'no-session') return answer(401, { code: 'no-session' });
		if (url.pathname === '/api/device') return answer(200, this.#device(caller, status));
		const [, picture] = /^\/api\/pictures\/(\w+)$/.exec(url.pathname) ?? [];
		if (picture !== undefined && status !== 'lost')
			return answer(...this.#picture(picture, url.searchParams, init));
		if (url.pathname === '/api/arrived' && status !== 'lost') {
			const { facts } = JSON.parse(String(init.body)) as { facts: string[] };
			return answer(200, { arrived: facts.filter((id) => this.#databases.messages.has(id)) });
		}
		const [, name, path] = /^\/db\/(directory|messages)\/(_\w+)$/.exec(url.pathname) ?? [];
		if (status === 'lost' || (status === 'retired' && path !== '_bulk_docs'))
			return answer(403, { code: 'account-ended' });
		if (name !== 'directory' && name !== 'messages') return answer(404, { code: 'not-let-through' });
		const body = typeof init.body === 'string' && init.body !== '' ? JSON.parse(init.body) : undefined;
		if (path === '_changes') return this.#changes(name, url.searchParams, init.signal ?? undefined);
		if (path === '_bulk_get') return answer(200, this.#bulkGet(name, body.docs));
		if (path === '_bulk_docs' && name === 'messages') return answer(201, this.#bulkDocs(caller, body.docs));
		return answer(404, { code: 'not-let-through' });
	}

	#picture(id: string, query: URLSearchParams, { body }: RequestInit): readonly [number, unknown] {
		return this.pictures.put(id, Number(query.get('offset')), Number(query.get('total')), body as Uint8Array);
	}

	#device({ account, device }: Caller, status?: 'retired' | 'lost'): unknown {
		const serverTime = this.#time.now;
		if (status) return { status, serverTime };
		const site = { id: 'LNU', name: 'Linz Urfahr' };
		const identity = { account, device, kind: 'device', label: device, site };
		const { generation, oldestApp, lockAfterDays } = this;
		return { status: 'active', serverTime, generation, oldestApp, lockAfterDays, identity };
	}

	#since(name: DatabaseName, since: number, limit: number): object {
		const all = [...this.#databases[name].values()].filter(({ seq }) => seq > since);
		const page = all.slice(0, limit);
		const results = page.map(({ seq, doc }) => ({ seq, id: doc._id, changes: [{ rev: doc._rev }] }));
		return { results, last_seq: page.at(-1)?.seq ?? since, pending: all.length - page.length };
	}

	#changes(name: DatabaseName, query: URLSearchParams, signal?: AbortSignal): Response {
		const since = Number(query.get('since') ?? 0);
		const limit = Number(query.get('limit') ?? 25);
		const there = (): boolean => [...this.#databases[name].values()].some(({ seq }) => seq > since);
		const now = (): Uint8Array => new TextEncoder().encode(JSON.stringify(this.#since(name, since, limit)));
		if (query.get('feed') !== 'longpoll' || there()) return answer(200, this.#since(name, since, limit));
		const heartbeat = Number(query.get('heartbeat'));
		let callOff: () => void = () => undefined;
		let wake: () => void = () => undefined;
		const end = (): void => {
			callOff();
			this.#waiting.delete(wake);
		};
		const stream = new ReadableStream<Uint8Array>({
			start: (controller) => {
				const beat = (): void => {
					controller.enqueue(new TextEncoder().encode('\n'));
					callOff = this.#time.later(beat, heartbeat);
				};
				callOff = this.#time.later(beat, heartbeat);
				wake = () => {
					if (!there()) return;
					end();
					controller.enqueue(now());
					controller.close();
				};
				this.#waiting.add(wake);
				signal?.addEventListener('abort', () => {
					end();
					controller.error(new DOMException('aborted', 'AbortError'));
				});
			},
			cancel: end
		});
		return new Response(stream, { headers: { [OWN_HEADER]: '1.0.0', 'content-type': 'application/json' } });
	}

	#bulkGet(name: DatabaseName, docs: readonly { id: string }[]): unknown {
		const results = docs.map(({ id }) => {
			const doc = this.#databases[name].get(id)?.doc;
			if (!doc) return { id, docs: [{ error: { id, error: 'not_found', reason: 'missing' } }] };
			const [start, hash] = doc._rev.split('-');
			return { id, docs: [{ ok: { ...doc, _revisions: { start: Number(start), ids: [hash] } } }] };
		});
		return { results };
	}

	#bulkDocs({ account }: Caller, docs: readonly ServerDoc[]): unknown {
		return docs.flatMap((doc) => {
			const refusal = refusalOfWrite(doc, account, this.#time.now);
			if (refusal) {
				const reason = `${refusal.field}: ${refusal.reason}`;
				return [{ id: doc._id, rev: doc._rev, error: 'forbidden', reason }];
			}
			if (!this.#databases.messages.has(doc._id)) this.put('messages', doc);
			return [];
		});
	}
}
