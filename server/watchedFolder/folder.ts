import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MAX_FILE_BYTES } from '../import/bounds.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';
import { keptUntil } from './keeping.ts';

/** Where files go: those that were taken in, and those that could not be. */
export type Outcome = 'done' | 'failed';

/** A file that lies in the folder. */
export interface FoundFile {
	readonly name: string;
	/** Changes whenever somebody writes to it */
	readonly state: string;
	/** When it was written last, ms since 1970 */
	readonly modified: number;
}

/** How the name of a report ends; before it is that of the file. */
const REPORT = '.report.txt';

/** What programs leave beside the files they write, and what systems put everywhere. */
const NO_IMPORT =
	/^[.~]|\.(tmp|temp|part|partial|filepart|crdownload|lock|swp)$|^(desktop\.ini|thumbs\.db)$/i;

/** The watched folder. Nothing in it leads out: of links neither files nor folders are touched. */
export class Folder {
	readonly #path: string;

	private constructor(folder: string) {
		this.#path = folder;
	}

	/** Opens the folder, and makes those in it where files go. @throws Error where one of them is a link or a file */
	static async open(folder: string): Promise<Folder> {
		// the folder itself may be a link: whoever set it up wanted that
		const real = await realpath(folder);
		for (const name of ['done', 'failed']) {
			await mkdir(path.join(real, name), { recursive: true });
			const found = await lstat(path.join(real, name));
			if (!found.isDirectory()) throw new Error(`${name} in the import folder is no folder`);
		}
		return new Folder(real);
	}

	/** The files that may be imported. */
	async list(): Promise<FoundFile[]> {
		const files: FoundFile[] = [];
		for (const name of await readdir(this.#path)) {
			if (NO_IMPORT.test(name)) continue;
			const state = await this.#stateOf(name);
			if (state !== undefined) files.push({ name, state, modified: Number(state.split(' ').at(-1)) });
		}
		return files;
	}

	/** The file's bytes. @throws UnreadableFile where it cannot be opened, or is too large */
	async read({ name }: FoundFile): Promise<Buffer> {
		try {
			const file = await open(path.join(this.#path, name), constants.O_RDONLY | constants.O_NOFOLLOW);
			try {
				const { size } = await file.stat();
				if (size > MAX_FILE_BYTES) {
					throw new UnreadableFile('too-large', 'Die Datei ist größer als 200 MB.');
				}
				return await file.readFile();
			} finally {
				await file.close();
			}
		} catch (error) {
			if (error instanceof UnreadableFile) throw error;
			const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
			throw new UnreadableFile('missing', `Die Datei lässt sich nicht öffnen${code}.`);
		}
	}

	/**
	 * Puts the file where it belongs, with a report beside it; nothing that is there already is overwritten. One that somebody has
	 * written anew since it was read stays, to be taken in again.
	 */
	async putAway({ name, state }: FoundFile, outcome: Outcome, report: string, now: number): Promise<void> {
		if ((await this.#stateOf(name)) !== state) return;
		const target = await this.#freeName(name, outcome, now);
		// the report first: a file that lies there has one
		await writeFile(target + REPORT, report);
		try {
			await rename(path.join(this.#path, name), target);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
			// another server has put it away meanwhile, under this name or another
			if (!(await exists(target))) await rm(target + REPORT, { force: true });
		}
	}

	/**
	 * Removes what was put away and has been kept long enough, with its report. What no report of ours stands beside, or what was written since, stays.
	 * @returns names of what went
	 */
	async clear(now: number): Promise<string[]> {
		const removed: string[] = [];
		for (const outcome of ['done', 'failed'] as const) {
			const folder = path.join(this.#path, outcome);
			for (const name of await readdir(folder)) {
				if (!name.endsWith(REPORT)) continue;
				const report = path.join(folder, name);
				const file = path.join(folder, name.slice(0, -REPORT.length));
				const written = await ordinary(report);
				if (!written || (keptUntil(await readReport(report)) ?? Infinity) > now) continue;
				const found = await ordinary(file);
				// something else that somebody has put in its place
				if (found ? found.mtimeMs > written.mtimeMs : await exists(file)) continue;
				await rm(file, { force: true });
				await rm(report, { force: true });
				removed.push(path.join(outcome, path.basename(file)));
			}
		}
		return removed;
	}

	/** Undefined where there is no ordinary file of that name. */
	async #stateOf(name: string): Promise<string | undefined> {
		const found = await ordinary(path.join(this.#path, name));
		return found ? [found.ino, found.size, found.mtimeMs].join(' ') : undefined;
	}

	async #freeName(name: string, outcome: Outcome, now: number): Promise<string> {
		const stamp = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '');
		for (let number = 0; ; number += 1) {
			const before = number === 0 ? '' : `${stamp}-${number}-`;
			const target = path.join(this.#path, outcome, before + name);
			if (!(await exists(target))) return target;
		}
	}
}

/** Undefined where there is none, or it is a folder or a link. */
async function ordinary(file: string): Promise<Stats | undefined> {
	const found = await lstat(file).catch(() => undefined);
	return found?.isFile() ? found : undefined;
}

/** Empty where another server has removed it meanwhile, or it cannot be read. */
async function readReport(report: string): Promise<string> {
	const file = await open(report, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
	try {
		return (await file?.readFile('utf8')) ?? '';
	} finally {
		await file?.close();
	}
}

async function exists(file: string): Promise<boolean> {
	return (await lstat(file).catch(() => undefined)) !== undefined;
}
