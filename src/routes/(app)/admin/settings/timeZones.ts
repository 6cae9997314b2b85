import { dateLocale } from '$lib/app/wording.ts';
import { getLocale } from '$lib/paraglide/runtime.js';

/** A time zone as a list offers it. */
export interface ZoneOption {
	readonly value: string;
	readonly label: string;
	readonly group: string;
}

/** Places that have another name in German than in the database of time zones, among those that a chain of here may have a site in. */
const GERMAN: Readonly<Record<string, string>> = {
	'Europe/Vienna': 'Wien',
	'Europe/Zurich': 'Zürich',
	'Europe/Prague': 'Prag',
	'Europe/Rome': 'Rom',
	'Europe/Warsaw': 'Warschau',
	'Europe/Belgrade': 'Belgrad',
	'Europe/Brussels': 'Brüssel',
	'Europe/Bucharest': 'Bukarest',
	'Europe/Athens': 'Athen',
	'Europe/Lisbon': 'Lissabon',
	'Europe/Copenhagen': 'Kopenhagen',
	'Europe/Luxembourg': 'Luxemburg',
	'Europe/Moscow': 'Moskau',
	'Europe/Kiev': 'Kiew',
	'Europe/Kyiv': 'Kiew',
	'Atlantic/Canary': 'Kanarische Inseln',
	'Atlantic/Madeira': 'Madeira'
};

const CONTINENTS: Readonly<Record<string, string>> = {
	Europe: 'Europa',
	America: 'Amerika',
	Africa: 'Afrika',
	Asia: 'Asien',
	Australia: 'Australien',
	Antarctica: 'Antarktis',
	Arctic: 'Arktis',
	Atlantic: 'Atlantik',
	Indian: 'Indischer Ozean',
	Pacific: 'Pazifik'
};

const german = (): boolean => getLocale() === 'de';

/** A time zone by its place, as people say it: `Wien`. */
export function zoneLabel(zone: string): string {
	const [continent = zone, ...place] = zone.split('/');
	return (german() && GERMAN[zone]) || place.join('/').replaceAll('_', ' ') || continent;
}

/** Time zones in groups by continent, Europe first. One that this browser does not know stays in the list where it is the one that is set. */
export function timeZoneOptions(
	set: string,
	known: readonly string[] = Intl.supportedValuesOf('timeZone')
): ZoneOption[] {
	const all = known.includes(set) || set === '' ? known : [set, ...known];
	const options = all.map((value) => {
		const [continent = value] = value.split('/');
		return { value, label: zoneLabel(value), group: (german() && CONTINENTS[continent]) || continent };
	});
	const first = german() ? 'Europa' : 'Europe';
	const rank = ({ group }: ZoneOption): number => (group === first ? 0 : 1);
	return options.toSorted(
		(a, b) =>
			rank(a) - rank(b) ||
			a.group.localeCompare(b.group, dateLocale()) ||
			a.label.localeCompare(b.label, dateLocale())
	);
}
