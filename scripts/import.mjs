/* `npm run import` (DESIGN § 8), with or without a running server. */
import './requireNode.mjs';

import('./prepare/runCommand.mjs')
	.then(({ runCommand }) => runCommand('importCommand'))
	.catch((error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
