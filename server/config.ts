import path from 'node:path';
import * as v from 'valibot';
import { projectRoot } from './project.ts';

/** How this server is set up. */
export interface Config {
	/** TCP port; 0 takes any free one */
	readonly port: number;
	readonly host: string;
	/** Absolute path of the folder that the embedded database lives in */
	readonly dataDir: string;
	/** Address of a CouchDB with an administrator's name and password in it; undefined for the embedded one */
	readonly couchdbUrl?: string;
	/** What the names of our databases begin with */
	readonly couchdbPrefix: string;
	/** Paths of certificate and key in PEM */
	readonly tls?: { readonly cert: string; readonly key: string };
	/** Folder that is watched for import files */
	readonly importDir?: string;
	/** Addresses of reverse proxies whose `X-Forwarded-*` headers count; false for none */
	readonly trustProxy: string | false;
	/** Absolute path of the built PWA */
	readonly clientDir: string;
	/** Fill an empty database with made-up people */
	readonly demo: boolean;
}

/** Thrown where an environment variable makes no sense; the message names it. */
export class ConfigError extends Error {}

const number = (least: number, most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.minValue(least), v.maxValue(most));
const some = v.pipe(v.string(), v.minLength(1));
/** Databases of CouchDB: https://docs.couchdb.org/en/stable/api/database/common.html#put--db */
const databasePrefix = v.pipe(
	v.string(),
	v.regex(/^[a-z][a-z0-9_-]{0,60}$/, 'lower case, beginning with a letter')
);
const couchdbUrl = v.pipe(
	v.string(),
	v.regex(/^https?:\/\/[^/@\s]+:[^/@\s]+@/, 'http://name:password@host:port, of an administrator'),
	v.url()
);

const environment = v.object({
	PORT: v.optional(number(0, 65535), '8080'),
	HOST: v.optional(some, '127.0.0.1'),
	DATA_DIR: v.optional(some, './data'),
	COUCHDB_URL: v.optional(couchdbUrl),
	COUCHDB_PREFIX: v.optional(databasePrefix, 'dienstbuch-'),
	TLS_CERT: v.optional(some),
	TLS_KEY: v.optional(some),
	IMPORT_DIR: v.optional(some),
	TRUST_PROXY: v.optional(some)
});

/** Variables that are set to nothing count as not set. */
function present(env: NodeJS.ProcessEnv): Record<string, string> {
	const set = Object.entries(env).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
	return Object.fromEntries(set);
}

/**
 * Reads the environment (DESIGN § 8) and the command line's `--demo`.
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
	const result = v.safeParse(environment, present(env), { abortEarly: true });
	if (!result.success) {
		const [issue] = result.issues;
		throw new ConfigError(`${v.getDotPath(issue) ?? 'environment'}: ${issue.message}`);
	}
	const read = result.output;
	if ((read.TLS_CERT === undefined) !== (read.TLS_KEY === undefined)) {
		throw new ConfigError('TLS_CERT and TLS_KEY go together');
	}
	return {
		port: read.PORT,
		host: read.HOST,
		dataDir: path.resolve(read.DATA_DIR),
		couchdbUrl: read.COUCHDB_URL?.replace(/\/+$/, ''),
		couchdbPrefix: read.COUCHDB_PREFIX,
		tls: read.TLS_CERT && read.TLS_KEY ? { cert: read.TLS_CERT, key: read.TLS_KEY } : undefined,
		importDir: read.IMPORT_DIR && path.resolve(read.IMPORT_DIR),
		trustProxy: read.TRUST_PROXY ?? false,
		clientDir: path.join(projectRoot, 'build', 'client'),
		demo: argv.includes('--demo')
	};
}
