import * as v from 'valibot';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { followSettings } from './followSettings.ts';
import { myTasks, type Task } from './tasks.ts';

const PREFIX = 'tasks.seen.';
const stored = v.array(v.string());

/**
 * Which of their tasks the people of this device have looked at. Kept by the fact that made it a task, so one that comes back, or that was
 * written long ago and arrives only now, is unread.
 */
export class SeenTasks {
	readonly #app: Dienstbuch;
	readonly #follow: () => void;

	constructor(app: Dienstbuch) {
		this.#app = app;
		this.#follow = followSettings(app, PREFIX);
	}

	/** The tasks of the person on duty that they have not looked at; what they brought about themselves is none. Reactive. */
	get unread(): Task[] {
		const me = this.#app.duty.current?.author.id;
		if (me === undefined) return [];
		this.#follow();
		const seen = this.#of(me);
		return myTasks(this.#app).filter((task) => task.by.id !== me && !seen.has(task.since));
	}

	/** Notes that the person on duty has looked at these. What is no task of theirs any more is forgotten. */
	look(tasks: readonly Task[]): void {
		const me = this.#app.duty.current?.author.id;
		if (me === undefined || tasks.length === 0) return;
		const looked = new Set(tasks.map(({ since }) => since));
		const seen = this.#of(me);
		const kept = myTasks(this.#app)
			.map(({ since }) => since)
			.filter((since) => seen.has(since) || looked.has(since));
		// Where there is no room they stay unread: nothing is lost by that.
		void this.#app.settings.set(PREFIX + me, kept).catch(() => undefined);
	}

	#of(person: string): Set<string> {
		return new Set(this.#app.settings.get(PREFIX + person, stored));
	}
}
