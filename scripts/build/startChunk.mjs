/**
 * What every page needs before anything is shown goes into one file. Bundlers split by who shares a module with whom, which made 48 files
 * of it, and small files pack badly: 121 KB where one has some 110, of a budget of 120 (DESIGN § 10).
 */

/** The modules that a page begins with: SvelteKit's own, its list of routes, and the layout around them all. */
const BEGINNINGS = [
	/\/@sveltejs\/kit\/src\/runtime\/client\/entry\.js$/,
	/\/generated\/client(?:-optimized)?\/app\.js$/,
	/\/generated\/client(?:-optimized)?\/nodes\/0\.js$/
];

/** Modules that name everything there is, of which each importer takes a little: what they lead to is not needed first for that. */
const CATALOGUES = [/\/paraglide\/messages(?:\.js$|\/_index\.js$)/, /\/icons\/index\.js$/];

const matches = (/** @type {readonly RegExp[]} */ patterns) => (/** @type {string} */ id) =>
	patterns.some((pattern) => pattern.test(id));
const begins = matches(BEGINNINGS);
const isCatalogue = matches(CATALOGUES);

/**
 * The modules to which the beginnings lead without a dynamic import.
 * @param {Iterable<string>} ids of all modules
 * @param {(id: string) => readonly string[]} importsOf
 * @returns {Set<string>}
 */
export function neededFirst(ids, importsOf) {
	/** @type {Set<string>} */
	const found = new Set();
	const open = [...ids].filter(begins);
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (found.has(id) || isCatalogue(id)) continue;
		found.add(id);
		open.push(...importsOf(id));
	}
	return found;
}

/**
 * A Vite plugin that finds these modules out, and the bundler's setting that puts them together.
 * @returns {{ plugin: import('vite').Plugin, groups: { name: (id: string) => string | undefined }[] }}
 */
export function startChunk() {
	/** @type {Set<string>} */
	let first = new Set();
	return {
		plugin: {
			name: 'dienstbuch:start-chunk',
			apply: 'build',
			buildEnd() {
				first = neededFirst(this.getModuleIds(), (id) => this.getModuleInfo(id)?.importedIds ?? []);
			}
		},
		groups: [{ name: (id) => (first.has(id) ? 'start' : undefined) }]
	};
}
