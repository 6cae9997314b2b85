/** `Object.hasOwn`, which valibot uses and CouchDB's SpiderMonkey does not have yet. Injected by `bundle.ts`. */
export function hasOwn(object: object, key: PropertyKey): boolean {
	return Object.prototype.hasOwnProperty.call(object, key);
}
