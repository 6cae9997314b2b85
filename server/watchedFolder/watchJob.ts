import type { ServerContext } from '../context.ts';
import { isAway } from '../couchdb/couch.ts';
import { recordImport } from '../import/history.ts';
import type { NewJob } from '../jobs/job.ts';
import { Folder, type FoundFile } from './folder.ts';
import { markOf } from './folderMark.ts';
import { importFile, outcomeText } from './importFile.ts';
import { keepingLine } from './keeping.ts';
import { FILE_KINDS, kindOfFile } from './kindOfFile.ts';

/** Pause between two looks, ms. */
const EVERY = 60_000;

/** What a server remembers of the folder between two looks. */
class Watch {
	/** How each file stood at the last look */
	#states = new Map<string, string>();
	/** Files that were imported and could not be put away: not again until they change */
	readonly #stuck = new Map<string, string>();

	async look(ctx: ServerContext, signal: AbortSignal): Promise<void> {
		const { importDir } = ctx.config;
		if (importDir === undefined) return;
		const folder = await Folder.open(importDir);
		await clear(ctx, folder);
		const files = await folder.list();
		const before = this.#states;
		this.#states = new Map(files.map(({ name, state }) => [name, state]));
		const ready = files.filter(
			({ name, state }) => before.get(name) === state && this.#stuck.get(name) !== state
		);
		let held = Infinity;
		for (const { file, place } of await inOrder(folder, ready)) {
			if (signal.aborted) return;
			if (place >= held) continue;
			try {
				await this.#take(ctx, folder, file);
			} catch (error) {
				if (isAway(error)) throw error;
				// a newer one of its kind would be undone by it at the next look, and others name what it brings
				if (place !== NO_KIND) held = place;
				ctx.log.error({ err: error }, 'a file of the import folder cannot be imported');
			}
		}
	}

	/** Imports, notes it, puts the file away, in this order: whatever is interrupted is done again, and counts once. */
	async #take(ctx: ServerContext, folder: Folder, file: FoundFile): Promise<void> {
		const { kind, outcome } = await importFile(ctx, () => folder.read(file));
		const now = ctx.clock();
		const occasion = { at: file.modified, name: `${file.name} ${file.state}` };
		await recordImport(ctx, { source: 'folder', file: file.name }, outcome, occasion);
		try {
			const where = 'failed' in outcome ? 'failed' : 'done';
			await folder.putAway(file, where, outcomeText(file.name, outcome, now) + keepingLine(kind, now), now);
		} catch (error) {
			this.#stuck.set(file.name, file.state);
			ctx.log.error({ err: error }, 'a file of the import folder was imported but cannot be put away');
		}
	}
}

/** Removes what has lain there long enough. That it cannot must not keep new files from being taken in. */
async function clear({ clock, log }: ServerContext, folder: Folder): Promise<void> {
	try {
		const files = await folder.clear(clock());
		if (files.length > 0) log.info({ files }, 'the time of files in the import folder was up: removed');
	} catch (error) {
		log.error({ err: error }, 'files of the import folder whose time is up cannot be removed');
	}
}

/** The place of files that are none of ours: nothing is imported from them. */
const NO_KIND = -1;

/** A file and the place of its kind. */
interface Placed {
	readonly file: FoundFile;
	readonly place: number;
}

/** Sites before staff before contacts before entries; of several of one kind the older first. They may be large: one is read at a time. */
async function inOrder(folder: Folder, files: readonly FoundFile[]): Promise<Placed[]> {
	const places: Placed[] = [];
	for (const file of files) {
		const kind = await kindOfFile(() => folder.read(file));
		places.push({ file, place: kind === undefined ? NO_KIND : FILE_KINDS.indexOf(kind) });
	}
	return places.sort((a, b) => a.place - b.place || a.file.modified - b.file.modified);
}

const NAME = 'import-folder';

/**
 * One server at a time for each folder, since of two files the newer one has to be imported last: a lease of the folder's, so that those that
 * watch another one are not kept from it.
 */
async function leaseName({ config: { importDir }, random }: ServerContext): Promise<string> {
	if (importDir === undefined) return NAME;
	// what is wrong with the folder the look itself says
	const mark = await markOf(importDir, random).catch(() => undefined);
	return mark === undefined ? NAME : `${NAME}-${mark}`;
}

/** Takes in the files that are put into `IMPORT_DIR` (DESIGN § 5), once they have stood still from one look to the next. */
export const watchJob: NewJob = () => {
	const watch = new Watch();
	return { name: NAME, every: EVERY, lease: leaseName, run: ({ ctx, signal }) => watch.look(ctx, signal) };
};
