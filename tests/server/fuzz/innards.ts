import { expect } from 'vitest';

/** What an answer must never let out: of our own program, and of CouchDB's. */
const OURS = /node_modules|\n\s+at |file:\/\/|\.ts:\d|\.js:\d|"stack"/;
const COUCHDB =
	/function_clause|badmatch|case_clause|badarg|badarith|nonode@|\berlang\b|couch_\w+|chttpd|\bfabric|mochiweb|\brexi\b|AuthSession|"ref":\d/i;

/** @param said status and body, as text */
export function expectNoInnards(said: string): void {
	expect(said).not.toMatch(OURS);
	expect(said).not.toMatch(COUCHDB);
	// an answer that comes in lines says so in the last of them
	expect(said).not.toContain('"code":"internal"');
}
