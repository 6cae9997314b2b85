import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** @typedef {'client' | 'server'} Part */

const SHARED = ['package.json', 'package-lock.json', 'scripts/build'];

/** What each part of the build is made from. @type {Record<Part, string[]>} */
const SOURCES = {
	client: [
		...SHARED,
		'messages',
		'project.inlang/settings.json',
		'src',
		'static',
		'svelte.config.js',
		'tsconfig.json',
		'vite.config.ts'
	],
	server: [...SHARED, 'server', 'src/lib/domain']
};
/** Made by the build itself, from `messages`. */
const GENERATED = path.join('src', 'lib', 'paraglide');

/** @type {Part[]} */
export const PARTS = ['server', 'client'];

/** @param {string} relative @returns {Generator<string>} */
function* filesUnder(relative) {
	const whole = path.join(root, relative);
	if (relative === GENERATED || !existsSync(whole)) return;
	if (!statSync(whole).isDirectory()) yield relative;
	else for (const name of readdirSync(whole).sort()) yield* filesUnder(path.join(relative, name));
}

/**
 * A hash of all that a part is made from, of the files' content: a checkout gives files new times, not new content.
 * @param {Part} part
 */
export function hashOfSources(part) {
	const hash = createHash('sha256');
	for (const source of SOURCES[part]) {
		for (const file of filesUnder(source)) {
			hash.update(`${file}\0${readFileSync(path.join(root, file), 'base64')}\0`);
		}
	}
	return hash.digest('hex');
}

const stampOf = (/** @type {Part} */ part) => path.join(root, 'build', `${part}.stamp`);

/** True where the part was built from just these sources. @param {Part} part */
export function isBuilt(part) {
	return existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === hashOfSources(part);
}

/** Forgets what the part was built from: whoever needs it builds it anew. @param {Part} part */
export function forgetBuild(part) {
	rmSync(stampOf(part), { force: true });
}

/**
 * Builds a part and notes what it was made from; a build that was broken off leaves no note.
 * @param {Part} part @param {() => Promise<void>} build
 */
export async function stamped(part, build) {
	const sources = hashOfSources(part);
	forgetBuild(part);
	await build();
	mkdirSync(path.dirname(stampOf(part)), { recursive: true });
	writeFileSync(stampOf(part), sources);
}
