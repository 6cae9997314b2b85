import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function rootAbove(folder: string): string {
	if (existsSync(path.join(folder, 'package.json'))) return folder;
	const parent = path.dirname(folder);
	if (parent === folder) throw new Error('no package.json above the server');
	return rootAbove(parent);
}

/** The folder with package.json: the same from the sources and from the built server, wherever it was started. */
export const projectRoot = rootAbove(path.dirname(fileURLToPath(import.meta.url)));

/** The version of server and app. */
export const version: string = (
	JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string }
).version;
