import { listName, type StaffMember } from '../domain/directory.ts';
import type { ShiftView } from '../domain/views/shift.ts';
import * as m from '../paraglide/messages.js';
import { fold, foldSpelt, splitWords } from '../domain/folding.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { timeText } from './wording.ts';

/** Somebody who can check in. */
interface PersonOption {
	readonly id: string;
	readonly name: string;
	/** Usual site, or since when on duty */
	readonly detail: string;
}

/** People under a heading. */
export interface StaffGroup {
	readonly title: string;
	readonly people: readonly PersonOption[];
}

const FOUND_AT_MOST = 50;

/**
 * Who can check in, in the order of DESIGN § 7.2: those on duty here, who was here lately, the site's staff; for a typed text
 * everybody it fits. Nobody stands there twice. Reactive.
 * @param except Personalnummer of somebody who is left out
 */
export function staffGroups(app: Dienstbuch, query: string, except?: string): StaffGroup[] {
	const typed = splitWords(fold(query));
	if (typed.length > 0) return foundGroup(app, typed, except);
	const { open, lately } = app.duty;
	const home = app.identity?.site;
	const shown = new Set(except === undefined ? [] : [except]);
	const once = (people: readonly PersonOption[]): PersonOption[] =>
		people.filter(({ id }) => !shown.has(id) && shown.add(id));
	const team = app.directory.staff.filter((person) => home && person.sites.includes(home.id));
	return [
		{ title: m.duty_group_open(), people: once(open.map((shift) => onDutyOption(app, shift))) },
		{ title: m.duty_group_lately(), people: once(lately.map((person) => option(app, person))) },
		{
			title: m.duty_group_team({ site: home?.name ?? '' }),
			people: once(team.map((person) => option(app, person)))
		}
	].filter(({ people }) => people.length > 0);
}

function foundGroup(app: Dienstbuch, typed: readonly string[], except: string | undefined): StaffGroup[] {
	const found = app.directory.staff.filter((person) => {
		const name = `${listName(person)} ${person.id}`;
		const words = [...splitWords(fold(name)), ...splitWords(foldSpelt(name))];
		return person.id !== except && typed.every((part) => words.some((word) => word.startsWith(part)));
	});
	if (found.length === 0) return [];
	return [
		{
			title: m.duty_group_all(),
			people: found.slice(0, FOUND_AT_MOST).map((person) => option(app, person))
		}
	];
}

function option(app: Dienstbuch, person: StaffMember): PersonOption {
	const site = person.sites[0];
	return {
		id: person.id,
		name: listName(person),
		detail: site === undefined ? '' : app.directory.siteName(site)
	};
}

function onDutyOption(app: Dienstbuch, shift: ShiftView): PersonOption {
	return {
		id: shift.author.id,
		name: shift.author.name,
		detail: m.duty_since({ time: timeText(app, shift.since, shift.fact.site) })
	};
}

/** The person with that Personalnummer; of somebody who has left the directory, what the shift says of them. Reactive. */
export function staffMember(app: Dienstbuch, id: string): StaffMember | undefined {
	const known = app.directory.staff.find((person) => person.id === id);
	if (known) return known;
	const author = app.duty.open.find((shift) => shift.author.id === id)?.author;
	if (!author || author.role === 'server') return undefined;
	return { id, first: '', last: author.name, sites: [], role: author.role };
}
