/**
 * Stands in the place of PouchDB's changes filter (see `vite.config.ts`), which PouchDB asks for only where it is there. Nothing here filters
 * changes, and the package would bring a query language, and code that runs text, into what loads first.
 */
export default function noChangesFilter(): void {
	// there is nothing to add to PouchDB
}
