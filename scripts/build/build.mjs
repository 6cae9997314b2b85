import { existsSync } from 'node:fs';
import path from 'node:path';
import { build as viteBuild } from 'vite';
import { root } from '../prepare/root.mjs';
import { run } from '../prepare/run.mjs';
import { PARTS, stamped } from '../prepare/stamp.mjs';
import { buildServer } from './buildServer.mjs';
import { compressClient } from './compressClient.mjs';
import { measure } from './measure.mjs';
import { sizeLines } from './sizeLines.mjs';

async function buildClient() {
	await viteBuild({ root, logLevel: 'warn' });
	await compressClient();
}

const builders = { server: buildServer, client: buildClient };
/** Named on the command line, or else all. */
const wanted = PARTS.filter((part) => process.argv.length === 2 || process.argv.includes(part));

process.chdir(root);
process.env.NODE_ENV = 'production';
// tsconfig.json extends what SvelteKit writes: on a fresh clone it is not there yet.
if (!existsSync('.svelte-kit/tsconfig.json')) await run('npx', ['svelte-kit', 'sync'], { quiet: true });
for (const part of wanted) await stamped(part, builders[part]);
if (wanted.includes('client')) {
	for (const line of sizeLines(measure(path.join(root, 'build', 'client')))) console.log(line);
}
