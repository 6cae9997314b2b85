import { reportJson, type ImportReport, type PartReport } from './report.ts';

const TITLES = { sites: 'Standorte', staff: 'Mitarbeiter', contacts: 'Kontakte' } as const;

const number = new Intl.NumberFormat('de-AT', { useGrouping: true });

/** Control characters of a file must not steer the terminal. */
function printable(text: string): string {
	return text.replace(/\p{Cc}/gu, ' ');
}

function partLines(title: string, part: PartReport): string[] {
	const counts = [
		`${number.format(part.new)} neu`,
		`${number.format(part.changed)} geändert`,
		`${number.format(part.unchanged)} unverändert`,
		`${number.format(part.gone)} entfallen`,
		`${number.format(part.rejected.length)} abgelehnt`
	];
	const ignored = part.ignoredColumns.map(
		(heading) => `  Spalte „${printable(heading)}“ ist nicht bekannt und wurde übergangen`
	);
	const rejected = part.rejected.map(({ line, reason }) => `  Zeile ${line}: ${printable(reason)}`);
	return [`${title}: ${counts.join(', ')}`, ...ignored, ...rejected];
}

/** The report as text for people, or as the one line of DESIGN § 8. */
export function printReport(report: ImportReport, { json }: { json: boolean }): string {
	if (json) return JSON.stringify(reportJson(report));
	const parts = (['sites', 'staff', 'contacts'] as const).flatMap((name) => {
		const part = report[name];
		return part ? partLines(TITLES[name], part) : [];
	});
	return parts.join('\n');
}
