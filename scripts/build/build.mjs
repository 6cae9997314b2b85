import { rmSync } from 'node:fs';
import path from 'node:path';
import { build as buildClient } from 'vite';
import { root } from '../prepare/root.mjs';
import { hashOfSources, writeStamp } from '../prepare/stamp.mjs';
import { buildServer } from './buildServer.mjs';
import { compressClient } from './compressClient.mjs';
import { measure } from './measure.mjs';
import { sizeLines } from './sizeLines.mjs';

process.chdir(root);
// SvelteKit builds for production only where nobody said otherwise.
process.env.NODE_ENV = 'production';
const sources = hashOfSources();
rmSync(path.join(root, 'build', 'stamp.json'), { force: true });

await buildServer();
await buildClient({ root, logLevel: 'warn' });
await compressClient();
writeStamp(sources);

for (const line of sizeLines(measure())) console.log(line);
