import { expect, test } from 'vitest';
import { filesLeftOut } from '../../../scripts/build/onlineOnly.mjs';

const ROUTES: Record<string, string> = {
	'nodes/2.js': 'export { default as component } from "../../src/routes/(app)/+page.svelte";',
	'nodes/7.js': 'export { default as component } from "../../src/routes/(app)/admin/import/+page.svelte";'
};

const manifest = {
	'app.js': {
		file: 'app.a.js',
		src: 'app.js',
		isEntry: true,
		dynamicImports: ['gen/nodes/2.js', 'gen/nodes/7.js']
	},
	'gen/nodes/2.js': {
		file: '2.a.js',
		src: 'gen/nodes/2.js',
		isEntry: true,
		imports: ['_both'],
		css: ['2.css', 'both.css']
	},
	'gen/nodes/7.js': {
		file: '7.a.js',
		src: 'gen/nodes/7.js',
		isEntry: true,
		imports: ['_both', '_admin'],
		css: ['7.css', 'both.css']
	},
	_both: { file: 'both.js', dynamicImports: ['src/routes/(app)/reports/charts/Chart.svelte', '_later'] },
	_later: { file: 'later.js' },
	_admin: { file: 'admin.js' },
	'src/routes/(app)/reports/charts/Chart.svelte': {
		file: 'chart.js',
		src: 'src/routes/(app)/reports/charts/Chart.svelte',
		imports: ['_d3']
	},
	_d3: { file: 'd3.js' },
	font: { file: 'font.woff2' }
};

test('what only screens need that are of no use offline is left out, and nothing else', () => {
	const sourceOf = (src: string) => ROUTES[src.replace('gen/', '')] ?? '';
	expect(filesLeftOut(manifest, sourceOf).sort()).toEqual([
		'7.a.js',
		'7.css',
		'admin.js',
		'chart.js',
		'd3.js'
	]);
});
