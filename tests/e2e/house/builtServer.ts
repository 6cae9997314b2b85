/** The server as `npm start` runs it: the build, in a process of its own, with a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { removeDatabases } from './removeDatabases.ts';

/** The folder with package.json. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** How a server of the tests differs from a plain one. */
export interface BuiltServerOptions {
	/** As `--demo` does: fills an empty database, and gives a link that pairs any browser */
	readonly demo?: boolean;
	/** Folder with `package.json` and `build/`, where it is not this repository */
	readonly root?: string;
}

/** What the server prints for people (DESIGN § 8), by its first word. */
type Said = 'Dienstbuch' | 'Setup' | 'Demo';

/** A server that can be stopped and started again, on the same port and data. */
export class BuiltServer {
	readonly #options: BuiltServerOptions;
	readonly #dataDir: string;
	readonly #prefix = `e2e-${randomBytes(5).toString('hex')}-`;
	readonly #said = new Map<string, string>();
	#process: ChildProcess | undefined;

	private constructor(options: BuiltServerOptions, dataDir: string) {
		this.#options = options;
		this.#dataDir = dataDir;
	}

	/** Starts one on a free port. */
	static async start(options: BuiltServerOptions = {}): Promise<BuiltServer> {
		const server = new BuiltServer(options, await mkdtemp(path.join(tmpdir(), 'dienstbuch-e2e-')));
		await server.start();
		return server;
	}

	/** Address without a slash at the end */
	get url(): string {
		return this.#heard('Dienstbuch');
	}

	/** Link to the page where the first administrator is made */
	get setupLink(): string {
		return this.#heard('Setup');
	}

	/** Link that pairs each browser that opens it */
	get demoLink(): string {
		return this.#heard('Demo');
	}

	/** Starts it again; nothing where it runs. Resolves once it says that all is well. */
	async start(): Promise<void> {
		if (this.#process) return;
		const known = this.#said.get('Dienstbuch');
		const { root = PROJECT_ROOT, demo = false } = this.#options;
		const child = spawn(process.execPath, ['build/server/main.js', ...(demo ? ['--demo'] : [])], {
			cwd: root,
			env: {
				...process.env,
				DATA_DIR: this.#dataDir,
				PORT: known === undefined ? '0' : new URL(known).port,
				COUCHDB_PREFIX: this.#prefix
			},
			// what it logs is of interest only where it cannot start
			stdio: ['ignore', 'pipe', process.env.TEST_LOG ? 'inherit' : 'ignore']
		});
		this.#process = child;
		child.once('exit', () => {
			if (this.#process === child) this.#process = undefined;
		});
		const wanted: Said = demo ? 'Demo' : known === undefined ? 'Setup' : 'Dienstbuch';
		for await (const line of createInterface({ input: child.stdout })) {
			const [, word, link] = /^(\w+): (http\S+)$/.exec(line) ?? [];
			if (word !== undefined && link !== undefined) this.#said.set(word, link);
			if (word === wanted) break;
		}
		if (this.#process !== child)
			throw new Error('the server ended instead of starting (TEST_LOG=info shows why)');
		await this.#healthy();
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
		const { COUCHDB_URL } = process.env;
		if (COUCHDB_URL) await removeDatabases(COUCHDB_URL, this.#prefix);
		await rm(this.#dataDir, { recursive: true, force: true });
	}

	async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const child = this.#process;
		if (!child) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}

	async #healthy(): Promise<void> {
		const patience = AbortSignal.timeout(30_000);
		while (!(await fetch(`${this.url}/api/health`, { signal: patience })).ok) patience.throwIfAborted();
	}

	#heard(word: Said): string {
		const link = this.#said.get(word);
		if (link === undefined) throw new Error(`the server has not said "${word}:"`);
		return link;
	}
}
