/* `npm test` (DESIGN § 8). Imports are dynamic so that the version is looked at first. */
import './requireNode.mjs';

await import('./test/test.mjs');
