import { pathToFileURL } from 'node:url';
import { makeReady } from './ready.mjs';
import { root } from './root.mjs';

/**
 * Runs a command of the server's in this process, built first where that is needed.
 * @param {string} name of its file in `server/commands`
 */
export async function runCommand(name) {
	await makeReady(['server']);
	process.setSourceMapsEnabled(true);
	await import(pathToFileURL(`${root}/build/server/${name}.js`).href);
}
