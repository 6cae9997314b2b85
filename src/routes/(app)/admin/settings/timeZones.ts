/** A time zone as a list offers it. */
export interface ZoneOption {
	readonly value: string;
	readonly label: string;
	readonly group: string;
}

/** Time zones in groups by continent, Europe first. One that this browser does not know stays in the list where it is the one that is set. */
export function timeZoneOptions(
	set: string,
	known: readonly string[] = Intl.supportedValuesOf('timeZone')
): ZoneOption[] {
	const all = known.includes(set) || set === '' ? known : [set, ...known];
	const options = all.map((value) => {
		const [continent = value, ...place] = value.split('/');
		return { value, label: place.join('/').replaceAll('_', ' ') || value, group: continent };
	});
	const europe = ({ group }: ZoneOption): number => (group === 'Europe' ? 0 : 1);
	return options.toSorted((a, b) => europe(a) - europe(b));
}
