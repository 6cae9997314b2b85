import type { Contact, StaffMember } from '../../src/lib/domain/directory.ts';
import type { Assignee } from '../../src/lib/domain/facts/fields.ts';
import { addDays, dayOf, instantOfDayAndClock } from '../../src/lib/domain/time/zone.ts';
import type { DemoDirectory } from './demoDirectory.ts';
import { DEMO_STUDIOS } from './demoPeople.ts';
import type { Random } from './random.ts';

/** Whom a message can be assigned to, by id. */
export type To = Pick<Assignee, 'kind' | 'id'>;

/** The demo's offices by what they do. */
const OFFICES = { accounts: 'BUC', 'head-office': 'ZEN' } as const;
/** Contacts of a studio who come up again and again. */
const REGULARS = 12;

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group) group.push(item);
		else groups.set(keyOf(item), [item]);
	}
	return groups;
}

/**
 * The made-up chain while its last 90 days are made up: who works where, who comes where, what time it is.
 */
export class DemoWorld {
	readonly random: Random;
	/** ms since 1970, UTC; nothing happens later */
	readonly now: number;
	readonly timeZone: string;
	readonly #staff: readonly StaffMember[];
	readonly #members: Map<string, Contact[]>;

	constructor({ staff, contacts, settings }: DemoDirectory, now: Date, random: Random) {
		this.random = random;
		this.now = now.getTime();
		this.timeZone = settings.timeZone;
		this.#staff = staff;
		this.#members = grouped(
			contacts.filter(({ state }) => state !== 'ended'),
			({ site }) => site
		);
	}

	/** A clock time in the studios' zone, so many days ago; ms since 1970, UTC. */
	daysAgo(days: number, hour: number, minute: number): number {
		const day = addDays(dayOf(this.now, this.timeZone), -days);
		const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
		return instantOfDayAndClock(day, clock, this.timeZone) ?? this.now;
	}

	/** A studio, the busy ones more often. */
	studio(): string {
		return this.random.weighted(DEMO_STUDIOS.map(({ id }, index) => [id, 12 - index] as const));
	}

	/** Somebody who works there. */
	staffAt(site: string): StaffMember {
		return this.random.pick(this.#staff.filter(({ sites }) => sites.includes(site)));
	}

	/** Somebody who watches cameras, from wherever. */
	watcher(): StaffMember {
		return this.random.pick(this.#staff.filter(({ role }) => role !== 'admin'));
	}

	/**
	 * A contact at this studio: now and then a guest from another. `again` prefers those who have come up
	 * before.
	 */
	contactAt(studio: string, again: boolean): Contact {
		const home = this.random.chance(0.9) ? studio : this.studio();
		const members = this.#members.get(home) ?? [];
		return this.random.pick(again && this.random.chance(0.45) ? members.slice(0, REGULARS) : members);
	}

	/** Who sees to a matter of this studio. */
	assignee(to: 'accounts' | 'head-office' | 'lead', studio: string): To {
		if (to !== 'lead') return { kind: 'office', id: OFFICES[to] };
		if (this.random.chance(0.8)) return { kind: 'lead', id: studio };
		return { kind: 'person', id: this.staffAt(studio).id };
	}

	/** Personalnummer of somebody who can answer for the assignee. */
	answererFor({ kind, id }: To): string {
		if (kind === 'person') return id;
		const lead = this.#staff.find(({ role, sites }) => role === 'lead' && sites.includes(id));
		return kind === 'lead' && lead ? lead.id : this.staffAt(id).id;
	}
}

/** An instant as facts carry it. */
export function instant(at: number): string {
	return new Date(at).toISOString();
}
