import { parseArgs } from 'node:util';

/** What `npm run backup` was asked to do. */
export interface BackupArguments {
	readonly folder: string;
	readonly keepDays: number;
}

/** What `npm run restore` was asked to do. */
export interface RestoreArguments {
	readonly folder: string;
	/** The newest one where absent */
	readonly name?: string;
	readonly replace: boolean;
	readonly list: boolean;
}

/** The command was not called as its usage says. The message is a German sentence. */
export class UsageError extends Error {}

/** Backups are kept for so long unless somebody says otherwise, days: what was erased is gone from them after that time. */
const KEEP_DAYS = 30;

export const BACKUP_USAGE = `Aufruf: npm run backup -- ORDNER [--keep TAGE]

  ORDNER       hier liegen die Sicherungen; dazu kommt nur, was neu ist
  --keep TAGE  ältere Sicherungen entfernen, nie die neueste (${KEEP_DAYS})

Ende mit 0: gesichert · 1: nicht gelungen · 2: falscher Aufruf`;

export const RESTORE_USAGE = `Aufruf: npm run restore -- ORDNER [Optionen]

  --list           nur zeigen, welche Sicherungen es gibt
  --snapshot NAME  diese Sicherung, sonst die neueste
  --replace        ersetzen, was in der Datenbank ist; sonst muss sie leer sein

Ende mit 0: wiederhergestellt · 1: nicht gelungen · 2: falscher Aufruf`;

/** @throws UsageError */
export function parseBackupArguments(argv: readonly string[]): BackupArguments {
	const { folder, values } = parsed(argv, { keep: { type: 'string' } });
	const keep = values.keep ?? String(KEEP_DAYS);
	if (typeof keep !== 'string' || !/^\d{1,5}$/.test(keep)) {
		throw new UsageError('--keep verlangt eine Anzahl von Tagen.');
	}
	return { folder, keepDays: Number(keep) };
}

/** @throws UsageError */
export function parseRestoreArguments(argv: readonly string[]): RestoreArguments {
	const { folder, values } = parsed(argv, {
		snapshot: { type: 'string' },
		replace: { type: 'boolean' },
		list: { type: 'boolean' }
	});
	const name = typeof values.snapshot === 'string' ? values.snapshot : undefined;
	return { folder, name, replace: values.replace === true, list: values.list === true };
}

type Options = Record<string, { type: 'string' | 'boolean' }>;

function parsed(argv: readonly string[], options: Options) {
	const { positionals, values } = read(argv, options);
	const [folder, ...more] = positionals;
	if (folder === undefined || more.length > 0)
		throw new UsageError('Ein Ordner wird gebraucht, und nur einer.');
	return { folder, values };
}

function read(argv: readonly string[], options: Options) {
	try {
		return parseArgs({ args: [...argv], options, allowPositionals: true });
	} catch (error) {
		throw new UsageError(`Die Angaben sind nicht verständlich: ${argv.join(' ')}`, { cause: error });
	}
}
