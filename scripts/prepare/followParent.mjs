/** How often it is looked whether the parent is still there, ms. */
const EVERY = 500;

/**
 * Ends this process in order once the shell that npm started it in is gone. npm passes SIGTERM and SIGINT to that shell alone, and the shell
 * dies of it without a word: whoever ends `npm start` would leave a server behind that nobody sees.
 */
export function followParent() {
	if (process.env.npm_lifecycle_event === undefined) return;
	const parent = process.ppid;
	const look = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(look);
		process.kill(process.pid, 'SIGTERM');
	}, EVERY);
	look.unref();
}
