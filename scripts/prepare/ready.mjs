import { install, isInstalled } from './install.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { isBuilt } from './stamp.mjs';

/**
 * Installs and builds what is missing or older than the sources, and says so on standard error.
 * @param {readonly import('./stamp.mjs').Part[]} parts what is needed of the build
 */
export async function makeReady(parts) {
	const missing = parts.filter((part) => !isBuilt(part));
	if (!isInstalled({ dev: missing.length > 0 })) {
		console.error('Installing …');
		await install();
	}
	if (missing.length > 0) {
		console.error('Building …');
		await run(process.execPath, [`${root}/scripts/build.mjs`, ...missing], { quiet: true });
	}
}
