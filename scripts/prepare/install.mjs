import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} Package */

/** @param {string} file @returns {Record<string, Package>} */
function packagesOf(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/**
 * True where everything that package-lock.json asks for is there in that version. npm keeps its own record of what it installed;
 * times of files would say "older" after every checkout.
 * @param {{ dev: boolean, folder?: string }} options dev: with what the build needs
 */
export function isInstalled({ dev, folder = root }) {
	const there = packagesOf(path.join(folder, 'node_modules/.package-lock.json'));
	return Object.entries(packagesOf(path.join(folder, 'package-lock.json'))).every(([name, wanted]) => {
		if (name === '' || wanted.link || wanted.optional || wanted.devOptional) return true;
		if (wanted.dev && !dev) return true;
		return there[name]?.version === wanted.version;
	});
}

/**
 * Installs what package-lock.json asks for, the tools of the build included. Not by `npm ci`: it refuses a lock file that lacks the native
 * builds for other platforms, and npm leaves those out of the file whenever it writes it beside a filled node_modules
 * (npm/cli#4828). This way they are added where they are needed, and what the file names stays as it is.
 */
export async function install() {
	const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'];
	const npm = process.env.npm_execpath;
	if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args], { quiet: true });
	else await run('npm', args, { quiet: true });
}
