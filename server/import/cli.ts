import type { DirectoryStore } from './directoryStore.ts';
import { parseImportArguments, UsageError, USAGE, type ImportArguments } from './importArguments.ts';
import { printReport } from './printReport.ts';
import { readBounded } from './readBounded.ts';
import type { ImportFiles } from './readFiles.ts';
import type { ImportReport } from './report.ts';
import { runImport, TooManyGone, type ImportOptions } from './runImport.ts';
import { UnreadableFile } from './unreadableFile.ts';

/** What the command needs from outside. */
export interface ImportEnvironment {
	/** Opens the directory, with or without a running server; closed by {@link importCommand} */
	openStore(): Promise<{
		store: DirectoryStore;
		keepStaff?: ReadonlySet<string>;
		/** Notes for the history what was imported */
		remember?(report: ImportReport): Promise<void>;
		close(): Promise<void>;
	}>;
	/** One line to standard output */
	print(line: string): void;
	/** One line to standard error */
	warn(line: string): void;
}

/** Exit codes; 0 and 1 are those of DESIGN § 8. */
const EXIT = { done: 0, unreadable: 1, usage: 2, tooManyGone: 3 } as const;

/**
 * `npm run import`: imports the files that `argv` names, and gives the exit code. What is no fault of the
 * files or of the call, such as a database that does not answer, is thrown.
 */
export async function importCommand(
	argv: readonly string[],
	environment: ImportEnvironment
): Promise<number> {
	const { print, warn } = environment;
	try {
		const wanted = parseImportArguments(argv);
		const report = await importFiles(wanted, await readAll(wanted.files), environment);
		if (wanted.dryRun && !wanted.json) print('Vorschau, nichts wurde geändert.');
		print(printReport(report, wanted));
		return EXIT.done;
	} catch (error) {
		if (error instanceof UsageError) {
			warn(`${error.message}\n\n${USAGE}`);
			return EXIT.usage;
		}
		if (error instanceof UnreadableFile) {
			warn(error.message);
			return EXIT.unreadable;
		}
		if (error instanceof TooManyGone) {
			warn(printReport(error.report, { json: false }));
			warn(`${error.message} Nichts wurde geändert. Wenn das stimmt, noch einmal mit --allow-gone.`);
			return EXIT.tooManyGone;
		}
		throw error;
	}
}

async function readAll(paths: ImportArguments['files']): Promise<ImportFiles> {
	const files: ImportFiles = {};
	for (const name of ['sites', 'staff', 'contacts'] as const) {
		const path = paths[name];
		if (path !== undefined) files[name] = await readBounded(path);
	}
	return files;
}

async function importFiles(
	{ dryRun, allowGone }: Pick<ImportOptions, 'dryRun' | 'allowGone'>,
	files: ImportFiles,
	{ openStore }: ImportEnvironment
) {
	const { store, keepStaff, remember, close } = await openStore();
	try {
		const report = await runImport(store, files, { dryRun, allowGone, keepStaff });
		if (!dryRun) await remember?.(report);
		return report;
	} finally {
		await close();
	}
}
