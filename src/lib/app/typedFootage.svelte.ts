import { addDays, dayOf } from '../domain/time/zone.ts';
import type { MessageDraft } from './drafts.svelte.ts';
import { instantOfTyped, twiceOf, type Meant } from './footage.ts';

/** A recorder's clock may be a little ahead of ours, ms. */
const CLOCKS_DIFFER = 60_000;

/** What it has to know. */
interface Ground {
	/** Exact, ms since 1970, UTC */
	now(): number;
	/** As the screens show it; reactive */
	shownNow(): number;
	/** IANA name of the site's time zone; reactive */
	zone(): string;
}

/**
 * The time in the footage of a camera message outside of a check. A clock is enough: the day is that on which it was last, today or yesterday, until
 * somebody chooses one. It is settled as the clock is typed, so that what is saved after midnight says what was seen before.
 */
export class TypedFootage {
	readonly #ground: Ground;
	#clock = $state('');
	#day = $state('');
	#near = $state<number>();
	#chosen = false;

	constructor(ground: Ground) {
		this.#ground = ground;
	}

	/** `HH:MM`; '' while there is none */
	get clock(): string {
		return this.#clock;
	}

	set clock(clock: string) {
		this.#clock = clock;
		if (!this.#chosen) this.#day = this.#latestDayOf(clock);
		this.#near = clock === '' ? undefined : this.#ground.now();
	}

	/** `yyyy-mm-dd`; today while nothing is typed */
	get day(): string {
		return this.#day || this.today;
	}

	set day(day: string) {
		this.#chosen = day !== '';
		this.#day = this.#chosen ? day : this.#latestDayOf(this.#clock);
	}

	get today(): string {
		return dayOf(this.#ground.shownNow(), this.#ground.zone());
	}

	/** Days to choose from at once, earliest first: yesterday and today, and before them another that was chosen. */
	get days(): string[] {
		const { today, day } = this;
		const usual = [addDays(today, -1), today];
		return usual.includes(day) ? usual : [day, ...usual];
	}

	/** ISO 8601, UTC; undefined where no time is typed */
	get instant(): string | undefined {
		return this.#clock === '' ? undefined : instantOfTyped(this, this.#ground.zone(), this.#meant);
	}

	/** Where the typed time comes twice, in autumn: true where the second one is meant. */
	get second(): boolean | undefined {
		return twiceOf(this, this.#ground.zone(), this.#meant)?.second;
	}

	/** Of a time that comes twice, it was the other one. */
	takeOther(): void {
		this.#near = twiceOf(this, this.#ground.zone(), this.#meant)?.other ?? this.#near;
	}

	/** As a draft keeps it. */
	get draft(): Pick<MessageDraft, 'footageDay' | 'footageClock' | 'footageNear'> {
		return { footageDay: this.#day, footageClock: this.#clock, footageNear: this.#near };
	}

	/** Goes on with a draft: its day was seen, and stays. */
	resume({ footageDay = '', footageClock = '', footageNear }: MessageDraft): void {
		this.#clock = footageClock;
		this.day = footageDay;
		this.#near = footageNear;
	}

	/** Of a time that comes twice never the one that is still to come. */
	get #meant(): Meant {
		const until = new Date(this.#ground.now() + CLOCKS_DIFFER).toISOString();
		return { near: this.#near, until };
	}

	/** The day on which the clock last showed that; '' where there is none. */
	#latestDayOf(clock: string): string {
		if (clock === '') return '';
		const now = this.#ground.now();
		const today = dayOf(now, this.#ground.zone());
		const instant = instantOfTyped({ day: today, clock }, this.#ground.zone());
		const toCome = instant !== undefined && Date.parse(instant) > now + CLOCKS_DIFFER;
		return toCome ? addDays(today, -1) : today;
	}
}
