/* `npm run backup`, with or without a running server. */
import './requireNode.mjs';

import('./prepare/runCommand.mjs')
	.then(({ runCommand }) => runCommand('backupCommand'))
	.catch((error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
