/*
 * `npm run screenshots`: pictures of the README and of the installation dialog, taken from the demo's data. With `-- --all` every
 * screen in four sizes, light and dark, in test-results/screenshots, for people to look at.
 */
import './requireNode.mjs';

import('./screenshots/take.mjs').catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
