import { SvelteSet } from 'svelte/reactivity';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { SeenTasks } from './seenTasks.ts';
import { isMine, isOfMySite, openTasks, taskOfCheck, taskOfMessage, type Task } from './tasks.ts';

export const SCOPES = ['mine', 'site', 'all'] as const;
/** Whose tasks: of the person on duty · of the lead or office of their site · everybody's. */
export type Scope = (typeof SCOPES)[number];

/** What the screen shows; kept in the address, so that a link shows the same. */
export interface InboxView {
	readonly scope: Scope;
	readonly oldestFirst: boolean;
}

/** What an address asks for; what it does not know is left out. */
export function inboxViewOf(query: URLSearchParams): InboxView {
	const show = query.get('show');
	return {
		scope: SCOPES.find((scope) => scope === show) ?? 'mine',
		oldestFirst: query.get('order') === 'oldest'
	};
}

/** The address's query for a view. */
export function inboxQueryOf({ scope, oldestFirst }: InboxView): string {
	const query = new URLSearchParams();
	if (scope !== 'mine') query.set('show', scope);
	if (oldestFirst) query.set('order', 'oldest');
	return `?${query.toString()}`;
}

/**
 * The tasks as the screen lists them. What is done or handed on while somebody looks stays where it was, so that nothing jumps and it
 * can be taken back; the next look is without it.
 */
export class Inbox {
	readonly #app: Dienstbuch;
	readonly #view: () => InboxView;
	readonly #seen: SeenTasks;
	/** What was listed, by scope: it stays listed */
	readonly #listed: Record<Scope, SvelteSet<string>> = {
		mine: new SvelteSet(),
		site: new SvelteSet(),
		all: new SvelteSet()
	};
	/** What was unread when it was first seen here */
	readonly #fresh = new SvelteSet<string>();

	constructor(app: Dienstbuch, view: () => InboxView) {
		this.#app = app;
		this.#view = view;
		this.#seen = new SeenTasks(app);
	}

	/** How many are open. Reactive. */
	count(scope: Scope): number {
		return openTasks(this.#app).filter((task) => this.#isIn(scope, task)).length;
	}

	/** What is listed, in the order that was chosen. Reactive. */
	get tasks(): Task[] {
		const { scope, oldestFirst } = this.#view();
		const open = openTasks(this.#app).filter((task) => this.#isIn(scope, task));
		const known = new Set(open.map(({ id }) => id));
		const finished = [...this.#listed[scope]].flatMap((id) =>
			known.has(id) ? [] : (this.#taskOf(id) ?? [])
		);
		const all = [...open, ...finished].sort((a, b) => (a.id < b.id ? 1 : -1));
		return oldestFirst ? all.reverse() : all;
	}

	/** True for what the person on duty had not looked at before they came here. Reactive. */
	isFresh({ since }: Task): boolean {
		return this.#fresh.has(since);
	}

	/** Notes what is drawn: it counts as looked at from now on, and stays listed. */
	drawn(tasks: readonly Task[]): void {
		const { scope } = this.#view();
		for (const { id } of tasks) this.#listed[scope].add(id);
		const ids = new Set(tasks.map(({ id }) => id));
		const unread = this.#seen.unread.filter(({ id }) => ids.has(id));
		for (const { since } of unread) this.#fresh.add(since);
		this.#seen.look(unread);
	}

	#isIn(scope: Scope, { assignee }: Task): boolean {
		if (scope === 'mine') return isMine(this.#app, assignee);
		return scope === 'all' || isOfMySite(this.#app, assignee);
	}

	#taskOf(id: string): Task | undefined {
		const check = this.#app.log.check(id);
		return check ? taskOfCheck(this.#app, check) : taskOfMessage(this.#app, id);
	}
}
