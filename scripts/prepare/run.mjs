import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a command in the project's folder. What it says goes to standard error: standard output belongs to the result, which
 * scripts may read.
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean }} [options] quiet: shows the output only where the command failed
 * @returns {Promise<void>} rejected where the command did not end with 0
 */
export function run(command, args, { quiet = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
		/** @type {string[]} */
		const kept = [];
		const take = (/** @type {Buffer} */ chunk) =>
			quiet ? kept.push(String(chunk)) : process.stderr.write(String(chunk));
		child.stdout.on('data', take);
		child.stderr.on('data', take);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) return resolve();
			for (const chunk of kept) process.stderr.write(chunk);
			reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`));
		});
	});
}
