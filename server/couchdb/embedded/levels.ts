import path from 'node:path';
import openLevel, { type LevelDown } from 'leveldown';

/** Before and behind every key of LevelDB's. */
const FIRST = Buffer.from([0]);
const LAST = Buffer.from([0xff, 0xff, 0xff, 0xff]);

/** What PouchDB opens its databases with. */
export interface LevelMaker {
	(location: string): LevelDown;
	destroy(location: string, callback: (error?: Error | null) => void): void;
}

/**
 * The LevelDBs under the databases of PouchDB. What PouchDB has compacted away nobody can ask for any more, but it stays in LevelDB's files
 * until these are rewritten, which may be never.
 */
export class Levels {
	readonly #open = new Map<string, LevelDown>();
	/** For PouchDB's option `db` */
	readonly maker: LevelMaker;

	constructor() {
		const open = this.#open;
		// PouchDB tells the makes apart by the names of their functions
		function leveldown(location: string): LevelDown {
			const level = openLevel(location);
			open.set(path.basename(location), level);
			return level;
		}
		this.maker = Object.assign(leveldown, {
			destroy(location: string, callback: (error?: Error | null) => void): void {
				open.delete(path.basename(location));
				openLevel.destroy(location, callback);
			}
		});
	}

	/** Names of the indexes over a database, each a database of PouchDB's. */
	indexesOf(name: string): string[] {
		return [...this.#open.keys()].filter((opened) => opened.startsWith(`${name}-mrview-`));
	}

	/** Rewrites the files of a database, so that nothing is in them that was removed. */
	async compact(name: string): Promise<void> {
		const level = this.#open.get(name);
		if (level) await rewrite(level);
	}
}

/**
 * LevelDB does not touch a file again that it has just written, with what was removed before still in it, unless a newer one reaches over
 * it: hence the marks at both ends of it all, which stand for nothing and go with it.
 */
async function rewrite(level: LevelDown): Promise<void> {
	await called((done) => level.compactRange(FIRST, LAST, done));
	const marks = [FIRST, LAST].map((key) => ({ type: 'del' as const, key }));
	await called((done) => level.batch(marks, done));
	await called((done) => level.compactRange(FIRST, LAST, done));
}

function called(call: (done: (error?: Error | null) => void) => void): Promise<void> {
	return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
}
