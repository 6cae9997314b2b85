/* `npm start` (DESIGN § 8): installs, builds, starts the server. Imports are dynamic so that the version is looked at first. */
import './requireNode.mjs';

import('./prepare/startServer.mjs').catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
