/** A build of the tests' own, that can become a newer one while a server serves it. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT_ROOT } from './builtServer.ts';

/** Stands in the page of the newer build. */
export const NEWER = 'newer-build';

/** A copy of this repository's build. */
export class OwnBuild {
	/** Folder with `package.json` and `build/` */
	readonly root: string;

	private constructor(root: string) {
		this.root = root;
	}

	static async copy(): Promise<OwnBuild> {
		const root = await mkdtemp(path.join(tmpdir(), 'dienstbuch-build-'));
		for (const part of ['package.json', 'build']) {
			await cp(path.join(PROJECT_ROOT, part), path.join(root, part), { recursive: true });
		}
		await symlink(path.join(PROJECT_ROOT, 'node_modules'), path.join(root, 'node_modules'));
		return new OwnBuild(root);
	}

	/** From now on a newer build is served: another page, and the service worker that goes with it. */
	async renew(): Promise<void> {
		await this.#change('index.html', (page) => page.replace('<head>', `<head><meta name="${NEWER}">`));
		await this.#change('sw.js', (worker) =>
			worker.replace(/(url:"index\.html",revision:")[0-9a-f]+/, `$1${'0'.repeat(32)}`)
		);
	}

	async remove(): Promise<void> {
		await rm(this.root, { recursive: true, force: true });
	}

	async #change(name: string, change: (text: string) => string): Promise<void> {
		const file = path.join(this.root, 'build', 'client', name);
		const before = await readFile(file, 'utf8');
		const after = change(before);
		if (after === before) throw new Error(`${name} has another form than the tests know`);
		await writeFile(file, after);
		// what was packed before is the old build
		for (const packed of ['.br', '.gz']) await rm(file + packed, { force: true });
	}
}
