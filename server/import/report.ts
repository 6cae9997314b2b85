import type { Changes } from './merge.ts';
import type { Rejection } from './rowProblem.ts';

/** What an import did, or would do, to one table. */
export interface PartReport extends Changes {
	/** By rising line */
	rejected: Rejection[];
	/** Headings of columns that were passed over */
	ignoredColumns: readonly string[];
}

/** What an import did, or would do. A part is absent where no file was given for it. */
export interface ImportReport {
	contacts?: PartReport & { suspicious: boolean };
	sites?: PartReport;
	staff?: PartReport;
}

interface PartJson {
	new: number;
	changed: number;
	unchanged: number;
	gone: number;
	rejected: { line: number; reason: string }[];
}

function partJson(part: PartReport | undefined): PartJson {
	return {
		new: part?.new ?? 0,
		changed: part?.changed ?? 0,
		unchanged: part?.unchanged ?? 0,
		gone: part?.gone ?? 0,
		rejected: part?.rejected.map(({ line, reason }) => ({ line, reason })) ?? []
	};
}

/**
 * The report in the form of DESIGN § 8. All three parts are there; a file that was not given counts
 * nothing.
 */
export function reportJson({ contacts, sites, staff }: ImportReport) {
	return { contacts: partJson(contacts), sites: partJson(sites), staff: partJson(staff) };
}
