import type { CheckView } from '../domain/views/cameraCheck.ts';
import { incidentsOf } from './checks.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { footageDays, instantOfTyped, outsideFootage, typedTimeOf, type TypedTime } from './footage.ts';

/** The time of the footage that somebody was at last: that of the last incident, else the beginning; in a live check the present. Reactive. */
export function lastFootageTime(app: Dienstbuch, check: CheckView): TypedTime {
	return typedTimeOf(lastFootageInstant(app, check), app.directory.timeZoneOf(check.site));
}

/** {@link lastFootageTime} as an instant, ms since 1970, UTC. Reactive. */
export function lastFootageInstant(app: Dienstbuch, check: CheckView): number {
	const live = check.fact.mode === 'live';
	const last = live
		? undefined
		: incidentsOf(app, check.id).find(({ fact }) => fact.footageAt)?.fact.footageAt;
	const instant = last ?? check.fact.from;
	return live || instant === undefined ? app.clock.now : Date.parse(instant);
}

/**
 * The time of the footage that a clock (`HH:MM`) means where nobody has said the day: one within the period, the nearest to where
 * somebody was. Reactive.
 */
export function footageTimeOf(app: Dienstbuch, check: CheckView, clock: string, near: TypedTime): TypedTime {
	const zone = app.directory.timeZoneOf(check.site);
	const last = lastFootageInstant(app, check);
	const { from, until } = check.fact;
	const at = Date.parse(instantOfTyped(near, zone, { near: last, from, until }) ?? from ?? check.fact.at);
	const times = footageDays(check, app.clock.now, zone).map((day) => {
		const instant = instantOfTyped({ day, clock }, zone, { near: at, from, until });
		const distance = instant === undefined ? Infinity : Math.abs(Date.parse(instant) - at);
		return { day, distance, outside: instant === undefined || outsideFootage(check, instant) };
	});
	times.sort((a, b) => Number(a.outside) - Number(b.outside) || a.distance - b.distance);
	return { day: times[0]?.day ?? near.day, clock };
}
