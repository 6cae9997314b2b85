import { MESSAGE_KINDS, type MessageKind } from '../domain/facts/message.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** What the stream on Start shows; kept in the address, so that a link shows the same. */
export interface StreamFilter {
	readonly kinds: readonly MessageKind[];
	readonly site: string;
	readonly state: string;
}

/** The filter that an address asks for; what it does not know is left out. */
export function filterOf(query: URLSearchParams): StreamFilter {
	const kinds = query.getAll('kind');
	return {
		kinds: MESSAGE_KINDS.filter((kind) => kinds.includes(kind)),
		site: query.get('site') ?? '',
		state: query.get('state') ?? ''
	};
}

/** The address's query for a filter. */
export function queryOf({ kinds, site, state }: StreamFilter): string {
	const query = new URLSearchParams(kinds.map((kind) => ['kind', kind]));
	if (site !== '') query.set('site', site);
	if (state !== '') query.set('state', state);
	const text = query.toString();
	return text === '' ? '?' : `?${text}`;
}

/**
 * The messages on Start. The list keeps its place: what arrives while somebody reads waits above it until asked for
 * (LOOK 3); what is written on this device shows at once.
 */
export class Stream {
	readonly #app: Dienstbuch;
	#newest = $state<string>();
	#filter: () => StreamFilter;

	constructor(app: Dienstbuch, filter: () => StreamFilter) {
		this.#app = app;
		this.#filter = filter;
		this.#newest = app.log.messageIds[0];
	}

	/** Ids of the messages that fit the filter, newest first, those that wait left out. */
	get ids(): string[] {
		return this.#fitting.filter((id) => !this.#waits(id));
	}

	/** How many wait to be shown. */
	get waiting(): number {
		return this.#fitting.filter((id) => this.#waits(id)).length;
	}

	/** Shows all that wait. */
	showNew(): void {
		this.#newest = this.#app.log.messageIds[0];
	}

	get #fitting(): string[] {
		const { kinds, site, state } = this.#filter();
		const { messageIds } = this.#app.log;
		if (kinds.length === 0 && site === '' && state === '') return messageIds;
		const fits = (view: MessageView): boolean =>
			(kinds.length === 0 || kinds.includes(view.fact.kind)) &&
			(site === '' || view.fact.site === site) &&
			(state === '' || view.state === state);
		return messageIds.filter((id) => {
			const view = this.#app.log.message(id, this.#app.clock.now);
			return view !== undefined && fits(view);
		});
	}

	#waits(id: string): boolean {
		if (this.#newest === undefined || id <= this.#newest) return false;
		const view = this.#app.log.message(id, this.#app.clock.now);
		return view?.fact.device !== this.#app.identity?.device;
	}
}
