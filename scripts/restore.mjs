/* `npm run restore`, with or without a running server. */
import './requireNode.mjs';

import('./prepare/runCommand.mjs')
	.then(({ runCommand }) => runCommand('restoreCommand'))
	.catch((error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
