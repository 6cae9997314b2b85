import { parseArgs } from 'node:util';

/** What `npm run import` was asked to do. */
export interface ImportArguments {
	/** Paths */
	files: { sites?: string; staff?: string; contacts?: string };
	json: boolean;
	dryRun: boolean;
	allowGone: boolean;
}

/** The command was not called as {@link USAGE} says. The message is a German sentence. */
export class UsageError extends Error {}

/** How to call the importer. */
export const USAGE = `Aufruf: npm run import -- [--sites DATEI] [--staff DATEI] [--contacts DATEI] [Optionen]

  --sites DATEI     Standorte
  --staff DATEI     Mitarbeiter
  --contacts DATEI  Kontakte
  --dry-run         nur zeigen, was sich ändern würde
  --allow-gone      auch dann als entfallen kennzeichnen, wenn mehr als die Hälfte der Kontakte fehlt
  --json            das Ergebnis als letzte Zeile in JSON

Ende mit 0: importiert, auch wenn Zeilen abgelehnt wurden · 1: eine Datei war nicht lesbar
2: falscher Aufruf · 3: nichts importiert, weil --allow-gone nötig wäre`;

/**
 * Reads the arguments behind the command's name.
 * @throws UsageError when one is not known or lacks its value, or no file is named
 */
export function parseImportArguments(argv: readonly string[]): ImportArguments {
	const { sites, staff, contacts, ...flags } = parsed(argv);
	if (sites === undefined && staff === undefined && contacts === undefined) {
		throw new UsageError('Es ist keine Datei angegeben.');
	}
	return {
		files: { sites, staff, contacts },
		json: flags.json ?? false,
		dryRun: flags['dry-run'] ?? false,
		allowGone: flags['allow-gone'] ?? false
	};
}

function parsed(argv: readonly string[]) {
	try {
		return parseArgs({
			args: [...argv],
			options: {
				sites: { type: 'string' },
				staff: { type: 'string' },
				contacts: { type: 'string' },
				json: { type: 'boolean' },
				'dry-run': { type: 'boolean' },
				'allow-gone': { type: 'boolean' }
			}
		}).values;
	} catch (error) {
		throw new UsageError(`Die Angaben sind nicht verständlich: ${argv.join(' ')}`, { cause: error });
	}
}
