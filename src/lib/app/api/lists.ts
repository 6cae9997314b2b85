import * as v from 'valibot';
import type { SITE_FIELDS, STAFF_FIELDS } from '../../domain/directory.ts';
import { directoryDocs } from '../../domain/directory.ts';
import { call } from './call.ts';

const entries = {
	sites: directoryDocs.sites.entries.sites,
	staff: directoryDocs.staff.entries.staff,
	houseRules: directoryDocs.houseRules.entries.rules,
	blockReasons: directoryDocs.blockReasons.entries.reasons,
	quickReasons: directoryDocs.quickReasons.entries.reasons,
	templates: directoryDocs.templates.entries.templates,
	promotions: directoryDocs.promotions.entries.promotions,
	contactLinks: directoryDocs.contactLinks.entries.links
};

/** A list that administrators keep. */
export type ListName = keyof typeof entries;
type StoredEntry<Name extends ListName> = v.InferOutput<(typeof entries)[Name]>[number];
interface Releases {
	sites: { release?: (typeof SITE_FIELDS)[number][] };
	staff: { release?: (typeof STAFF_FIELDS)[number][] };
}
/** An entry of a list; in those that imports write too, `release` gives fields back to the import. */
export type EntryOf<Name extends ListName> = StoredEntry<Name> &
	(Name extends keyof Releases ? Releases[Name] : unknown);

/** A list as it was read; who writes it names the revision. */
export interface StoredList<Name extends ListName> {
	readonly revision: string;
	readonly entries: readonly EntryOf<Name>[];
}

function answerOf<Name extends ListName>(name: Name) {
	return v.object({ revision: v.string(), entries: entries[name] }) as unknown as v.GenericSchema<
		unknown,
		StoredList<Name>
	>;
}

/** A list as the server has it. @throws ApiProblem */
export function readList<Name extends ListName>(name: Name): Promise<StoredList<Name>> {
	return call(answerOf(name), 'GET', `/lists/${name}`);
}

/** Writes a list over the one that was read. @throws ApiProblem `list-changed`, `last-admin`, `bad-request` { field } */
export function writeList<Name extends ListName>(
	name: Name,
	list: StoredList<Name>
): Promise<StoredList<Name>> {
	return call(answerOf(name), 'PUT', `/lists/${name}`, list);
}
