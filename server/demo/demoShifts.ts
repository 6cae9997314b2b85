import { checkIn, checkOut } from '../../src/lib/domain/commands/shift.ts';
import { listName, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../src/lib/domain/fold.ts';
import type { Writer } from '../../src/lib/domain/issue.ts';

/** Somebody did something: it takes a shift to do it in. */
export interface Deed {
	/** Personalnummer */
	readonly by: string;
	/** Id of the site where they were */
	readonly deviceSite: string;
	/** ms since 1970, UTC */
	readonly at: number;
}

/** The one device that wrote all of the demo. */
const DEVICE = 'demo';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Shifts before that are left out: nobody looks at them, and they would be more than half of all facts. */
const REMEMBERED = 14 * DAY;

const shiftKey = ({ by, deviceSite, at }: Deed): string => `${by} ${deviceSite} ${Math.floor(at / DAY)}`;

function byShift(deeds: readonly Deed[]): Map<string, [Deed, ...Deed[]]> {
	const groups = new Map<string, [Deed, ...Deed[]]>();
	for (const deed of deeds) {
		const group = groups.get(shiftKey(deed));
		if (group) group.push(deed);
		else groups.set(shiftKey(deed), [deed]);
	}
	return groups;
}

/**
 * Who was on duty when: from a little before somebody's first deed of a day at a site to a little after the
 * last.
 */
export class DemoShifts {
	/** The shifts' own facts */
	readonly facts: Fact[] = [];
	readonly #staff: ReadonlyMap<string, StaffMember>;
	readonly #random: Writer['random'];
	readonly #shifts = new Map<string, string>();

	/** @param now ms since 1970; a shift that would end later is still open */
	constructor(staff: readonly StaffMember[], deeds: readonly Deed[], random: Writer['random'], now: number) {
		this.#staff = new Map(staff.map((member) => [member.id, member]));
		this.#random = random;
		const late = deeds.filter(({ at }) => at > now - REMEMBERED);
		for (const [key, ofDay] of byShift(late)) this.#shifts.set(key, this.#makeShift(ofDay, now));
	}

	/** Writes facts as the one who did the deed, at that time, in their shift where it is remembered. */
	writerOf(deed: Deed): Writer {
		return this.#writer(deed, deed.at, this.#shifts.get(shiftKey(deed)));
	}

	#makeShift(deeds: readonly [Deed, ...Deed[]], now: number): string {
		const times = deeds.map(({ at }) => at);
		const [deed] = deeds;
		const start = Math.min(...times) - 10 * MINUTE;
		const end = Math.max(...times) + 20 * MINUTE;
		const started = checkIn(this.#writer(deed, start), deed.deviceSite, 'pin');
		this.facts.push(started);
		if (end <= now) {
			const shift = foldSubject(started._id, [started]);
			this.facts.push(checkOut(this.#writer(deed, end, started._id), shift, 'person'));
		}
		return started._id;
	}

	#writer({ by, deviceSite }: Deed, at: number, shift?: string): Writer {
		const member = this.#staff.get(by);
		if (!member) throw new Error(`the demo knows no staff member ${by}`);
		const author = { id: member.id, name: listName(member), role: member.role };
		return { now: () => at, random: this.#random, device: DEVICE, deviceSite, author, shift };
	}
}
