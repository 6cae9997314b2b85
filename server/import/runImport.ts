import { DirectoryConflict, type DirectoryStore } from './directoryStore.ts';
import { planImport, type ImportPlan } from './planImport.ts';
import { readFiles, type ImportFiles, type ImportProgress } from './readFiles.ts';
import type { ImportReport } from './report.ts';
import type { StaffRow } from './staffTable.ts';

/** How to import. */
export interface ImportOptions {
	/** Only say what would change */
	dryRun?: boolean;
	/** Mark contacts gone even where the plan is suspicious */
	allowGone?: boolean;
	/** Staff who stand in no file, such as the first admin: never marked gone */
	keepStaff?: ReadonlySet<string>;
	onProgress?(progress: ImportProgress): void;
}

/** Thrown before anything is written where most contacts would be marked gone and nobody has allowed it. */
export class TooManyGone extends Error {
	readonly report: ImportReport;

	constructor(report: ImportReport) {
		super(`${report.contacts?.gone ?? 0} Kontakte fehlen in der Datei, mehr als die Hälfte aller.`);
		this.name = 'TooManyGone';
		this.report = report;
	}
}

/** Documents that go out in one write. */
const BATCH = 50;
/** How often somebody else may get in between before we give up. */
const ATTEMPTS = 5;

/**
 * Imports files of the old CRM. All are read before anything is written; the good rows of each are taken,
 * the bad ones are in the report (DESIGN § 8). Done again with the same files it writes nothing.
 * @throws UnreadableFile when a file could not be read at all
 * @throws TooManyGone see {@link ImportOptions.allowGone}; never in a dry run
 * @throws DirectoryConflict when others kept changing the same documents
 */
export async function runImport(
	store: DirectoryStore,
	files: ImportFiles,
	{ dryRun = false, allowGone = false, keepStaff = new Set(), onProgress = () => {} }: ImportOptions = {}
): Promise<ImportReport> {
	const sitesThere = (await store.readDoc('sites'))?.sites ?? [];
	const read = await readFiles(
		files,
		sitesThere.map(({ id }) => id),
		onProgress
	);
	const first = await planImport(store, read, keepStaff);
	if (dryRun) return first.report;
	if (first.report.contacts?.suspicious && !allowGone) throw new TooManyGone(first.report);
	let plan = first;
	for (let attempt = 1; !(await written(store, plan, attempt === ATTEMPTS, onProgress)); attempt += 1) {
		plan = await planImport(store, read, keepStaff);
	}
	if (files.staff) await store.followStaff();
	const pins = pinsOf(read.staff?.items ?? []);
	if (pins.size > 0) await store.setPins(pins);
	return first.report;
}

/** False where somebody else changed a document in between, so that the plan no longer holds. */
async function written(
	store: DirectoryStore,
	{ writes }: ImportPlan,
	lastAttempt: boolean,
	onProgress: (progress: ImportProgress) => void
): Promise<boolean> {
	try {
		for (let done = 0; done < writes.length; done += BATCH) {
			const batch = writes.slice(done, done + BATCH);
			await store.writeDocs(batch);
			onProgress({ step: 'writing', done: done + batch.length, total: writes.length });
		}
		return true;
	} catch (error) {
		if (error instanceof DirectoryConflict && !lastAttempt) return false;
		throw error;
	}
}

function pinsOf(rows: readonly StaffRow[]): Map<string, string> {
	return new Map(rows.flatMap(({ staff, pin }) => (pin === undefined ? [] : [[staff.id, pin]])));
}
