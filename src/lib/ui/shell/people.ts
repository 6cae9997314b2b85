/** Somebody who can check in, as lists show them. */
export interface PersonOption {
	/** Personalnummer */
	readonly id: string;
	readonly name: string;
	/** Quiet, at the right: sites, or since when on duty */
	readonly detail: string;
}

/** People under a heading. */
export interface PeopleGroup {
	readonly title: string;
	readonly people: readonly PersonOption[];
}
