import { pathToFileURL } from 'node:url';
import { makeReady } from './ready.mjs';
import { root } from './root.mjs';

await makeReady(['server']);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(`${root}/build/server/importCommand.js`).href);
