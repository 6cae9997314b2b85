import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../prepare/root.mjs';

/** @typedef {{ demo: string, setup: string, stop: () => Promise<void> }} DemoServer demo and setup are the links it printed */

const LINES = { setup: /^Setup: (\S+)$/m, demo: /^Demo: (\S+)$/m };

/**
 * Starts the server as `npm start -- --demo` does, on a database of its own that is removed at the end; installs and builds first
 * where needed.
 * @returns {Promise<DemoServer>}
 */
export async function startDemoServer() {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'dienstbuch-screenshots-'));
	const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs'), '--demo'], {
		cwd: root,
		// the pictures are of the embedded database, whatever this shell is set up for
		env: {
			...process.env,
			PORT: '0',
			HOST: '127.0.0.1',
			DATA_DIR: dataDir,
			COUCHDB_URL: '',
			TLS_CERT: '',
			TLS_KEY: ''
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
		rmSync(dataDir, { recursive: true, force: true });
	};
	let said = '';
	let complained = '';
	child.stderr.on('data', (chunk) => (complained += chunk));
	try {
		return await new Promise((resolve, reject) => {
			child.stdout.on('data', (chunk) => {
				said += chunk;
				const [setup, demo] = [LINES.setup.exec(said)?.[1], LINES.demo.exec(said)?.[1]];
				if (setup && demo) resolve({ setup, demo, stop });
			});
			child.once('exit', () =>
				reject(new Error(`the server ended before it was ready\n${said}${complained}`))
			);
		});
	} catch (error) {
		await stop();
		throw error;
	}
}
