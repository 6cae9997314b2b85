import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measure } from '../../../scripts/build/measure.mjs';
import { BUDGET, sizeLines } from '../../../scripts/build/sizeLines.mjs';

const packed = (text: string): number => gzipSync(text, { level: 9 }).length;

let client: string;
function write(name: string, text: string): string {
	const file = path.join(client, name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
	return text;
}

beforeEach(() => {
	client = mkdtempSync(path.join(tmpdir(), 'client-'));
});
afterEach(() => rmSync(client, { recursive: true }));

describe('measure', () => {
	it('counts what index.html preloads or starts, and what that imports, each once', () => {
		write(
			'index.html',
			`<link href="/_app/immutable/entry/app.js" rel="modulepreload">
			<script>import("/_app/immutable/entry/start.js")</script>`
		);
		const app = write(
			'_app/immutable/entry/app.js',
			'import{a}from"../chunks/shared.js";const later=()=>import("../nodes/9.js")'
		);
		const start = write('_app/immutable/entry/start.js', 'import"../chunks/shared.js"');
		const shared = write('_app/immutable/chunks/shared.js', 'export const a=1');
		write('_app/immutable/nodes/9.js', 'export const loadedLater=true');

		expect(measure(client).initial).toBe(packed(app) + packed(start) + packed(shared));
	});

	it('adds up what the service worker keeps; pictures and fonts are packed already', () => {
		const html = write('index.html', '<html></html>');
		const font = write('a.woff2', 'a'.repeat(500));
		write('other.js', 'not kept');
		write('sw.js', 'e.precacheAndRoute([{url:"/",revision:"1"},{url:"a.woff2",revision:null}],{})');

		expect(measure(client)).toMatchObject({
			precache: packed(html) + font.length,
			precacheUnpacked: html.length + font.length,
			precachedFiles: 2
		});
	});
});

describe('sizeLines', () => {
	it('says what is over the budget', () => {
		const sizes = {
			initial: BUDGET.initial + 1,
			precache: BUDGET.precache,
			precacheUnpacked: 1,
			precachedFiles: 1
		};
		const [initial, precache] = sizeLines(sizes);
		expect(initial).toContain('OVER BUDGET');
		expect(precache).not.toContain('OVER BUDGET');
	});
});
