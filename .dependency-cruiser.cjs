/**
 * The arrows of the house (DESIGN § 4): routes → app → (data, sync, search) → domain; ui → domain; server → domain.
 * Every rule says in `comment` why it is there; dependency-cruiser prints that when it is broken.
 */

const LIB = '^src/lib/';

/** What the build makes: modules of SvelteKit, and the texts that paraglide compiles. */
const MADE = '^(\\$app|\\$service-worker|\\$env|virtual:)|(^|/)paraglide/';

/** Folders of src/lib that import nothing of the others but what `may` names. `paraglide` is generated. */
function only(folder, may, why) {
	const allowed = [folder, ...may].join('|');
	return {
		name: `${folder}-imports`,
		severity: 'error',
		comment: why,
		from: { path: `${LIB}${folder}/` },
		to: { path: '^(src|server|tests|scripts)/', pathNot: `${LIB}(${allowed})/` }
	};
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'domain-imports',
			severity: 'error',
			comment:
				'The business runs in the browser, in Node and, bundled, in CouchDB: no DOM, no storage, no network; of packages only valibot and @noble/hashes.',
			from: { path: `${LIB}domain/` },
			to: { pathNot: [`${LIB}domain/`, '^node_modules/(valibot|@noble/hashes)/'] }
		},
		only(
			'search',
			['domain'],
			'Searching is arithmetic on contacts: a worker, a test and a benchmark run it without an app.'
		),
		only('data', ['domain'], 'The databases know facts, not who asks for them: sync/ and app/ stand above.'),
		only(
			'sync',
			['data', 'domain'],
			'Sync reports a status and shows nothing itself (STYLE 8): no texts, no components, no app state.'
		),
		only(
			'ui',
			['domain', 'paraglide'],
			'Components take data and callbacks (STYLE 15): no database, no sync, no app state, so each can be shown alone.'
		),
		only(
			'app',
			['data', 'sync', 'search', 'domain', 'paraglide'],
			'App state is what screens read; it must not depend on how they look.'
		),
		{
			name: 'routes-imports',
			severity: 'error',
			comment:
				'Screens are thin: they read app/ and call its commands. Whoever needs data/, sync/ or search/ there lacks a command in app/.',
			from: { path: '^src/routes/' },
			to: {
				path: '^(src|server|tests|scripts)/',
				pathNot: ['^src/routes/', `${LIB}(app|ui|domain|paraglide)/`]
			}
		},
		{
			name: 'server-imports',
			severity: 'error',
			comment:
				'Server and app meet in the rules of domain/ alone; anything else would pull a browser into Node.',
			from: { path: '^server/' },
			to: { path: '^(src|tests|scripts)/', pathNot: `${LIB}domain/` }
		},
		{
			name: 'app-not-to-server',
			severity: 'error',
			comment: 'Nothing of the server is sent to browsers: it has secrets and packages of Node.',
			from: { path: '^src/' },
			to: { path: '^server/' }
		},
		{
			name: 'not-to-tests',
			severity: 'error',
			comment: 'What is shipped stands without its tests.',
			from: { path: '^(src|server)/' },
			to: { path: ['^tests/', '\\.test\\.'] }
		},
		{
			name: 'not-to-dev-packages',
			severity: 'error',
			comment:
				'The server is started with production packages alone. (src/ is bundled, so its packages may be either; bundle.ts runs when the server is built.)',
			from: { path: '^server/', pathNot: '^server/couchdb/validate/bundle\\.ts$' },
			to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'pouchdb-in-its-room',
			severity: 'error',
			comment: 'PouchDB is named in data/ and sync/ only (DESIGN § 4): the rest must run with another store.',
			from: { path: '^src/', pathNot: `${LIB}(data|sync)/` },
			to: { path: '(^|node_modules/(@types/)?)pouchdb' }
		},
		{
			name: 'no-node-in-the-browser',
			severity: 'error',
			comment:
				'Modules of Node do not exist in browsers; a bundler would put something half-working in their place.',
			from: { path: '^src/' },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'no-barrels',
			severity: 'error',
			comment:
				'Import the file that has it (STYLE 17): a barrel pulls in what nobody asked for and hides who uses what.',
			from: { path: '^(src|server|tests)/' },
			to: { path: `${LIB}(?!paraglide/).*(^|/)index\\.(ts|js|svelte)$` }
		},
		{
			name: 'no-circular',
			severity: 'error',
			comment:
				'Two files that need each other are one thing, or miss a third; what is loaded first is then luck.',
			from: { pathNot: `${LIB}paraglide/` },
			to: { circular: true }
		},
		{
			name: 'resolvable',
			severity: 'error',
			comment: 'An import that leads nowhere fails at run time, perhaps only offline.',
			from: {},
			to: { couldNotResolve: true, pathNot: MADE }
		},
		{
			name: 'declared',
			severity: 'error',
			comment: 'A package that package.json does not name is there by luck of another.',
			from: {},
			to: {
				dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
				pathNot: MADE
			}
		}
	],
	options: {
		doNotFollow: { path: ['node_modules', `${LIB}paraglide/`] },
		// The paths that SvelteKit generates ($lib) are relative to .svelte-kit/, which dependency-cruiser does not see.
		tsConfig: { fileName: '.dependency-cruiser.tsconfig.json' },
		// Imports of types count: a type of PouchDB in domain/ is an arrow too.
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'browser', 'import', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.svelte', '.d.ts', '.json']
		}
	}
};
