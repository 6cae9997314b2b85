import { expect, test } from 'vitest';
import { neededFirst } from '../../../scripts/build/startChunk.mjs';

const app = '/p/.svelte-kit/generated/client-optimized/app.js';
const layout = '/p/.svelte-kit/generated/client-optimized/nodes/0.js';
const catalogue = '/p/src/lib/paraglide/messages/_index.js';
const imports: Record<string, string[]> = {
	[app]: ['circle'],
	[layout]: ['layout', 'circle'],
	'/p/.svelte-kit/generated/client-optimized/nodes/1.js': ['screen'],
	layout: ['circle', catalogue],
	circle: ['round'],
	round: ['circle'],
	screen: ['round', 'other'],
	[catalogue]: ['message']
};

test('what the beginnings lead to comes first, in circles too; what a screen brings and what a catalogue names does not', () => {
	const found = neededFirst(Object.keys(imports), (id) => imports[id] ?? []);
	expect([...found].sort()).toEqual([app, layout, 'circle', 'layout', 'round'].sort());
});
