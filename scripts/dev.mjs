/* `npm run dev`: Vite's development server, with the real server behind it, which starts again when its sources change. */
import './requireNode.mjs';

import('./prepare/develop.mjs').catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
