declare module 'express-pouchdb' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	interface Options {
		readonly mode: 'custom' | 'minimumForPouchDB' | 'fullCouchDB';
		readonly overrideMode?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] };
	}

	/** The Express application; `couchSession` on the request says who asks. */
	type App = (request: IncomingMessage, response: ServerResponse) => void;

	export default function expressPouchDB(
		pouchdb: ReturnType<PouchDB.Static['defaults']>,
		options: Options
	): App;
}
