import { install, isInstalled } from './install.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { isBuilt } from './stamp.mjs';

/** Installs and builds what is missing or older than the sources, and says so on standard error. */
export async function makeReady() {
	const built = isBuilt();
	if (!isInstalled({ dev: !built })) {
		console.error('Installing …');
		await install();
	}
	if (!built) {
		console.error('Building …');
		await run(process.execPath, [`${root}/scripts/build.mjs`], { quiet: true });
	}
}
