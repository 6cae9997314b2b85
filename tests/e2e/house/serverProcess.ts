/** One process of the built server, as `npm start` runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the server prints for people (DESIGN § 8), by its first word. */
export type Said = 'Dienstbuch' | 'Setup' | 'Demo';

/** How it is run. */
export interface ServerProcessOptions {
	/** Folder with `package.json` and `build/` */
	readonly root: string;
	readonly demo: boolean;
	readonly env: Readonly<Record<string, string>>;
}

/** A process that can be stopped and started again, on the same port. */
export class ServerProcess {
	readonly #options: ServerProcessOptions;
	readonly #said = new Map<string, string>();
	#process: ChildProcess | undefined;

	constructor(options: ServerProcessOptions) {
		this.#options = options;
	}

	/** The port that it listens at */
	get port(): number {
		return Number(new URL(this.heard('Dienstbuch')).port);
	}

	/** Starts it; nothing where it runs. Resolves once it says that all is well. */
	async start(): Promise<void> {
		if (this.#process) return;
		const known = this.#said.get('Dienstbuch');
		const { root, demo, env } = this.#options;
		const child = spawn(process.execPath, ['build/server/main.js', ...(demo ? ['--demo'] : [])], {
			cwd: root,
			env: { ...process.env, PORT: known === undefined ? '0' : String(this.port), ...env },
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

	/** Ends it: in order as SIGTERM does, or without a warning, as a power cut does. */
	async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const child = this.#process;
		if (!child) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}

	/** A link that it printed. */
	heard(word: Said): string {
		const link = this.#said.get(word);
		if (link === undefined) throw new Error(`the server has not said "${word}:"`);
		return link;
	}

	async #healthy(): Promise<void> {
		const patience = AbortSignal.timeout(30_000);
		const url = `http://127.0.0.1:${this.port}/api/health`;
		while (!(await fetch(url, { signal: patience })).ok) patience.throwIfAborted();
	}
}
