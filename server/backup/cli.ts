/** `npm run backup` and `npm run restore`, apart from what they run on. */
import { Audit } from '../audit/audit.ts';
import { COMMAND } from '../audit/who.ts';
import type { Couch } from '../couchdb/couch.ts';
import type { Foundation } from '../couchdb/provision.ts';
import { backUp } from './backup.ts';
import {
	BACKUP_USAGE,
	parseBackupArguments,
	parseRestoreArguments,
	RESTORE_USAGE,
	UsageError
} from './backupArguments.ts';
import { BackupError, BackupFolder } from './folder.ts';
import { restore, type RestoreReport } from './restore.ts';

/** What the commands need from outside. */
export interface BackupEnvironment {
	/** Opens the databases, with or without a running server; closed by the command */
	open(): Promise<{
		readonly couch: Couch;
		readonly random: (length: number) => Uint8Array;
		/** Lays the databases down, see `provision` */
		provision(): Promise<Foundation>;
		/** Waits until servers that run have noticed a change of the generation */
		settle(): Promise<void>;
		close(): Promise<void>;
	}>;
	/** Version of the server */
	readonly version: string;
	/** ms since 1970 */
	readonly clock: () => number;
	/** One line to standard output */
	print(line: string): void;
	/** One line to standard error */
	warn(line: string): void;
}

const EXIT = { done: 0, failed: 1, usage: 2 } as const;

async function codeOf({ warn }: BackupEnvironment, usage: string, run: () => Promise<void>): Promise<number> {
	try {
		await run();
		return EXIT.done;
	} catch (error) {
		if (error instanceof UsageError) {
			warn(`${error.message}\n\n${usage}`);
			return EXIT.usage;
		}
		if (!(error instanceof BackupError)) throw error;
		warn(error.message);
		return EXIT.failed;
	}
}

/** `npm run backup`. What is no fault of the call or of the folder is thrown. @returns the exit code */
export function backupCommand(argv: readonly string[], environment: BackupEnvironment): Promise<number> {
	return codeOf(environment, BACKUP_USAGE, async () => {
		const { folder, keepDays } = parseBackupArguments(argv);
		const { version, clock, print } = environment;
		const { couch, random, provision, close } = await environment.open();
		try {
			const { secret } = await provision();
			const into = new BackupFolder(folder);
			const report = await backUp({ couch, secret, folder: into, version, clock, keepDays });
			const { name, documents, added, removed } = report;
			const detail = { name, documents, added };
			await new Audit({ couch, clock, random }).record({ what: 'backup', who: COMMAND, detail });
			print(`Gesichert als ${name}: ${documents} Dokumente, davon ${added} neu.`);
			if (removed.length > 0) print(`Entfernt, weil älter als ${keepDays} Tage: ${removed.join(', ')}`);
		} finally {
			await close();
		}
	});
}

/** `npm run restore`. What is no fault of the call or of the folder is thrown. @returns the exit code */
export function restoreCommand(argv: readonly string[], environment: BackupEnvironment): Promise<number> {
	return codeOf(environment, RESTORE_USAGE, async () => {
		const { folder, name, replace, list } = parseRestoreArguments(argv);
		const { clock, print, warn } = environment;
		const from = new BackupFolder(folder);
		if (list) return (await from.names()).forEach(print);
		const { couch, random, provision, settle, close } = await environment.open();
		try {
			const report = await restore({ couch, folder: from, name, replace, provision, settle, random, clock });
			const { name: restored, at, documents, unread } = report;
			const detail = { name: restored, at, documents };
			await new Audit({ couch, clock, random }).record({ what: 'restore', who: COMMAND, detail });
			for (const line of linesOf(report)) print(line);
			if (unread.length > 0) warn(warningOf(unread));
		} finally {
			await close();
		}
	});
}

function warningOf(unread: readonly string[]): string {
	return (
		`ACHTUNG: Andere Sicherungen in diesem Ordner sind nicht lesbar: ${unread.join(', ')}. Löschungen von Kunden, von denen nur sie wissen, ` +
		'wurden nicht wiederholt; bitte prüfen und erneut löschen.'
	);
}

function linesOf({ name, documents, revived, unknown }: RestoreReport): string[] {
	const lines = [
		`Wiederhergestellt aus ${name}: ${documents} Dokumente.`,
		'Die Geräte laden nun alles neu und senden, was der Sicherung fehlt.'
	];
	const list = (what: string, labels: readonly string[]): void => {
		if (labels.length > 0) lines.push(`${what}: ${labels.join(', ')}`);
	};
	list('Waren beendet und gelten wieder; bitte prüfen und erneut beenden', revived);
	list('Kamen erst nach der Sicherung dazu; bitte neu koppeln oder anlegen', unknown);
	return lines;
}
