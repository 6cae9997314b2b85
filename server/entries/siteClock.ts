import { instantOf, localTimeOf, type LocalTime } from '../../src/lib/domain/time/zone.ts';

const MINUTE = 60_000;

/**
 * Reads the clocks of sites. Of many events one after the other most are of the same minute as the one before, and asking the
 * calendar is slow.
 */
export class SiteClock {
	readonly #zoneOf: (site: string) => string;
	readonly #minutes = new Map<string, number | undefined>();

	/** @param zoneOf IANA time zone of a site */
	constructor(zoneOf: (site: string) => string) {
		this.#zoneOf = zoneOf;
	}

	/**
	 * The instant (ms since 1970) at which the clock of the site showed that time; undefined where it never did: 31 February, 25:61, or
	 * the hour that the spring change skips. Of an hour that comes twice in autumn it is the first, as for the times that people type.
	 */
	instant(site: string, { second, ...minute }: LocalTime): number | undefined {
		const zone = this.#zoneOf(site);
		const key = `${zone} ${Object.values(minute).join(' ')}`;
		if (!this.#minutes.has(key)) {
			// a file of a year has half a million of them; the last few are enough
			if (this.#minutes.size > 10_000) this.#minutes.clear();
			this.#minutes.set(key, minuteOf({ ...minute, second: 0 }, zone));
		}
		const start = this.#minutes.get(key);
		return start === undefined || second >= MINUTE / 1000 ? undefined : start + second * 1000;
	}
}

function minuteOf(local: LocalTime, zone: string): number | undefined {
	const instant = instantOf(local, zone);
	if (Number.isNaN(instant)) return undefined;
	const shown = localTimeOf(instant, zone);
	const parts = Object.keys(local) as (keyof LocalTime)[];
	return parts.every((part) => shown[part] === local[part]) ? instant : undefined;
}
