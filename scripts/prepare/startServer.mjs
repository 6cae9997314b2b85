import { pathToFileURL } from 'node:url';
import { followParent } from './followParent.mjs';
import { makeReady } from './ready.mjs';
import { root } from './root.mjs';

followParent();
await makeReady(['server', 'client']);
process.setSourceMapsEnabled(true);
// In this very process: signals reach the server without anybody passing them on.
await import(pathToFileURL(`${root}/build/server/main.js`).href);
