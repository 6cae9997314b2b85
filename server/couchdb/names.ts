/** The databases of DESIGN § 3, and two that only the server itself reads: `private`, and `audit`, where it writes each document once. */
export const DATABASES = [
	'private',
	'directory',
	'messages',
	'photos',
	'entries',
	'archive',
	'audit'
] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** The role in CouchDB of every account of ours. It carries the prefix: installations that share a CouchDB stay apart. */
export function memberRole(prefix: string): string {
	return `${prefix}member`;
}
