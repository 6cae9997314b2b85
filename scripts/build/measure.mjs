import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../prepare/root.mjs';

/** What a browser has to load before the app runs, and what the service worker keeps. Bytes. */
/** @typedef {{ initial: number, precache: number, precacheUnpacked: number, precachedFiles: number }} Sizes */

/** Files with these ends are compressed already: gzip would only add to them. */
const PACKED = /\.(?:woff2|png|webp|jpg|avif)$/;

/** @param {string} file */
function packedSize(file) {
	const content = readFileSync(file);
	return PACKED.test(file) ? content.length : gzipSync(new Uint8Array(content), { level: 9 }).length;
}

const STATIC_IMPORT = /(?:\bimport|\bfrom)\s*["'](\.{1,2}\/[^"']+\.js)["']/g;

/** A module and all that it imports before it can run. @param {string} file @param {Set<string>} found */
function follow(file, found) {
	if (found.has(file)) return;
	found.add(file);
	for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
		follow(path.resolve(path.dirname(file), imported), found);
	}
}

/** The modules that index.html names, with all that they import. @param {string} client */
function initialModules(client) {
	const html = readFileSync(path.join(client, 'index.html'), 'utf8');
	/** @type {Set<string>} */
	const found = new Set();
	for (const [, url = ''] of html.matchAll(/["'(]\/?(_app\/immutable\/[^"')]+\.js)["')]/g)) {
		follow(path.join(client, url), found);
	}
	return [...found];
}

/** The files that the service worker loads ahead. @param {string} client */
function precached(client) {
	const worker = path.join(client, 'sw.js');
	if (!existsSync(worker)) return [];
	const names = [...readFileSync(worker, 'utf8').matchAll(/\{url:"([^"]*)",revision:/g)].map(
		([, url = '']) => url
	);
	return names.map((name) => path.join(client, name === '/' || name === '' ? 'index.html' : name));
}

/** Measures the built client. @param {string} [client] its folder @returns {Sizes} */
export function measure(client = path.join(root, 'build', 'client')) {
	const kept = precached(client);
	const sum = (/** @type {number[]} */ sizes) => sizes.reduce((all, size) => all + size, 0);
	return {
		initial: sum(initialModules(client).map(packedSize)),
		precache: sum(kept.map(packedSize)),
		precacheUnpacked: sum(kept.map((file) => readFileSync(file).length)),
		precachedFiles: kept.length
	};
}
