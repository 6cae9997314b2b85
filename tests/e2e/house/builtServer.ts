/** The server as `npm start` runs it: the build, in processes of its own, with data folders of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FrontDoor } from './frontDoor.ts';
import { removeDatabases } from './removeDatabases.ts';
import { ServerProcess, type Said } from './serverProcess.ts';

/** The folder with package.json. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** How a server of the tests differs from a plain one. */
export interface BuiltServerOptions {
	/** As `--demo` does: fills an empty database, and gives a link that pairs any browser */
	readonly demo?: boolean;
	/** Folder with `package.json` and `build/`, where it is not this repository */
	readonly root?: string;
}

/** How many servers stand side by side behind one address; more than one needs `COUCHDB_URL`. */
function wantedServers(): number {
	const count = Number(process.env.TEST_SERVERS ?? 1);
	if (count > 1 && !process.env.COUCHDB_URL) throw new Error('TEST_SERVERS needs COUCHDB_URL');
	return count;
}

/** A server that can be stopped and started again, on the same port and data; several of them where `TEST_SERVERS` says so. */
export class BuiltServer {
	readonly #prefix: string;
	readonly #folders: readonly string[];
	readonly #processes: readonly ServerProcess[];
	readonly #door: FrontDoor | undefined;

	private constructor(
		{ root = PROJECT_ROOT, demo = false }: BuiltServerOptions,
		folders: readonly string[],
		door: FrontDoor | undefined
	) {
		this.#prefix = `e2e-${randomBytes(5).toString('hex')}-`;
		this.#folders = folders;
		this.#door = door;
		this.#processes = folders.map((folder) => {
			const env = { DATA_DIR: folder, COUCHDB_PREFIX: this.#prefix };
			return new ServerProcess({ root, demo, env });
		});
	}

	/** Starts one on a free port. */
	static async start(options: BuiltServerOptions = {}): Promise<BuiltServer> {
		const count = wantedServers();
		const folders = Array.from({ length: count }, () => mkdtemp(path.join(tmpdir(), 'dienstbuch-e2e-')));
		const door = count > 1 ? await FrontDoor.open() : undefined;
		const server = new BuiltServer(options, await Promise.all(folders), door);
		await server.start();
		return server;
	}

	/** Address without a slash at the end */
	get url(): string {
		return this.#door?.url ?? new URL(this.#heard('Dienstbuch')).origin;
	}

	/** Link to the page where the first administrator is made */
	get setupLink(): string {
		return this.#linkOf('Setup');
	}

	/** Link that pairs each browser that opens it */
	get demoLink(): string {
		return this.#linkOf('Demo');
	}

	/** Starts it again; nothing where it runs. Resolves once it says that all is well. */
	async start(): Promise<void> {
		for (const one of this.#processes) await one.start();
		if (this.#door) this.#door.ports = this.#processes.map(({ port }) => port);
	}

	/** Stops it in order, as SIGTERM does; what it has stays. */
	async stop(): Promise<void> {
		await this.#end('SIGTERM');
	}

	/** Ends it without a warning, as a power cut does; what it has stays. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** Stops it and removes all that it left. */
	async remove(): Promise<void> {
		await this.stop();
		await this.#door?.close();
		const { COUCHDB_URL } = process.env;
		if (COUCHDB_URL) await removeDatabases(COUCHDB_URL, this.#prefix);
		for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
	}

	async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		if (this.#door) this.#door.ports = [];
		await Promise.all(this.#processes.map((one) => one.end(signal)));
	}

	/** What one of them printed, at the address that they share. */
	#linkOf(word: Said): string {
		const { pathname, hash } = new URL(this.#heard(word));
		return this.url + pathname + hash;
	}

	#heard(word: Said): string {
		// the last to start: what it says the others must hold to as well
		const last = this.#processes.at(-1);
		if (!last) throw new Error('there is no server');
		return last.heard(word);
	}
}
