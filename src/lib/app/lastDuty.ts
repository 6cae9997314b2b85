import * as v from 'valibot';
import type { MessageFact } from '../domain/facts/message.ts';
import type { Reach } from './arrivals.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { followSettings } from './followSettings.ts';

const PREFIX = 'duty.reach.';

const reach = v.object({
	at: v.number(),
	generation: v.optional(v.string()),
	sequence: v.optional(v.number())
});

/** How far what a person has had before them reaches. */
const stored = v.object({
	/** Their shift */
	shift: v.string(),
	/** When that shift began: what came later is new; absent where they had not been here before */
	since: v.optional(reach),
	/** When they were last seen at the screens of this device */
	latest: reach
});

/** What came to this device since the person on duty was last on duty here (DESIGN § 7.3). */
export class LastDuty {
	readonly #app: Dienstbuch;
	readonly #follow: () => void;

	constructor(app: Dienstbuch) {
		this.#app = app;
		this.#follow = followSettings(app, PREFIX);
	}

	/** Notes that the person on duty has the screens before them. To be called now and then, and when a shift begins. */
	note(): void {
		const { current } = this.#app.duty;
		if (!current) return;
		const before = this.#stored();
		const latest = this.#app.arrivals.reach(this.#app.clock.exact());
		const same = before !== undefined && this.#app.currentId(before.shift) === current.id;
		this.#keep({ shift: current.id, since: same ? before.since : before?.latest, latest });
	}

	/** "Als gesehen markieren": nothing is new any more. */
	markSeen(): void {
		const { current } = this.#app.duty;
		if (!current) return;
		const latest = this.#app.arrivals.reach(this.#app.clock.exact());
		this.#keep({ shift: current.id, since: latest, latest });
	}

	/** From when on things are new; undefined where the person has never been on duty, here or elsewhere. Reactive. */
	get since(): Reach | undefined {
		this.#follow();
		return this.#stored()?.since ?? this.#elsewhere();
	}

	/** Ids of the messages of others that came since, newest first. Reactive. */
	get messages(): string[] {
		const { since } = this;
		const me = this.#app.duty.current?.author.id;
		if (!since || me === undefined) return [];
		const { identity, arrivals } = this.#app;
		const arrived = arrivals.after(since);
		const written = this.#writtenSince(since);
		// What was written on this device was here at once, whenever it came back from the server.
		const here = arrived ? written.filter(({ device }) => device === identity?.device) : written;
		const fromElsewhere = this.#roots(arrived ?? []).filter(({ device }) => device !== identity?.device);
		const others = [...here, ...fromElsewhere].filter(({ author }) => author.id !== me);
		return others.map(({ _id }) => _id).sort((a, b) => (a < b ? 1 : -1));
	}

	#writtenSince({ at }: Reach): MessageFact[] {
		const from = new Date(at).toISOString();
		const ids = this.#app.log.messageIds;
		const before = ids.findIndex((id) => (this.#app.log.subject(id)?.root?.at ?? '') <= from);
		return this.#roots(before === -1 ? ids : ids.slice(0, before));
	}

	#roots(ids: readonly string[]): MessageFact[] {
		return ids.flatMap((id) => {
			const root = this.#app.log.subject(id)?.root;
			return root?.type === 'message' && root._id === id ? [root] : [];
		});
	}

	/** The end of the last shift on another device: all that is known of somebody who is here for the first time. */
	#elsewhere(): Reach | undefined {
		const { current } = this.#app.duty;
		const last = this.#app.log.shifts.find(
			({ author, id }) => author.id === current?.author.id && id !== current.id
		);
		return last && { at: Date.parse(last.until ?? last.since) };
	}

	#stored(): v.InferOutput<typeof stored> | undefined {
		const me = this.#app.duty.current?.author.id;
		return me === undefined ? undefined : this.#app.settings.get(PREFIX + me, stored);
	}

	#keep(value: v.InferOutput<typeof stored>): void {
		const me = this.#app.duty.current?.author.id;
		// Where there is no room, more counts as new than is: nothing is lost by that.
		void this.#app.settings.set(PREFIX + me, value).catch(() => undefined);
	}
}
