/*
 * Imported before anything else, and written so that a Node far too old still gets as far as the message:
 * without it, the first thing to be seen would be a syntax error somewhere in a dependency.
 */
const NEEDED = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
	console.error(
		'Dienstbuch needs Node ' + NEEDED.join('.') + ' or newer; this is Node ' + process.versions.node + '.'
	);
	process.exit(1);
}
