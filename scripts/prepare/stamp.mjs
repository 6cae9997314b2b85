import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** What the build is made from. */
const SOURCES = [
	'messages',
	'package.json',
	'package-lock.json',
	'project.inlang/settings.json',
	'scripts/build.mjs',
	'server',
	'src',
	'static',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];
/** Made by the build itself, from `messages`. */
const GENERATED = path.join('src', 'lib', 'paraglide');

/** @param {string} relative @returns {Generator<string>} */
function* filesUnder(relative) {
	const whole = path.join(root, relative);
	if (relative === GENERATED || !existsSync(whole)) return;
	if (!statSync(whole).isDirectory()) yield relative;
	else for (const name of readdirSync(whole).sort()) yield* filesUnder(path.join(relative, name));
}

/** A hash of all that goes into the build, of the files' content: a checkout gives files new times, not new content. */
export function hashOfSources() {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		for (const file of filesUnder(source)) {
			hash
				.update(`${file}\0`)
				.update(readFileSync(path.join(root, file)))
				.update('\0');
		}
	}
	return hash.digest('hex');
}

const STAMP = path.join(root, 'build', 'stamp.json');

/** True where the build there is was made from just these sources. */
export function isBuilt() {
	return existsSync(STAMP) && JSON.parse(readFileSync(STAMP, 'utf8')).sources === hashOfSources();
}

/** Notes what the build was made from. @param {string} sources */
export function writeStamp(sources) {
	writeFileSync(STAMP, JSON.stringify({ sources }));
}
