/* `npm run build`: the PWA, the server, the validate functions; then their sizes. */
import './requireNode.mjs';

import('./build/build.mjs').catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
