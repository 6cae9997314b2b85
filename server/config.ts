import path from 'node:path';
import * as v from 'valibot';
import type { Shards } from './couchdb/provision.ts';
import { projectRoot } from './project.ts';
import { ConfigError, withSecretFiles } from './secretFiles.ts';

/** How this server is set up. */
export interface Config {
	/** TCP port; 0 takes any free one */
	readonly port: number;
	readonly host: string;
	/** Absolute path of the folder that the embedded database lives in */
	readonly dataDir: string;
	/**
	 * Address of a CouchDB with an administrator's name and password in it, or those of the nodes of a cluster with commas between them;
	 * undefined for the embedded one
	 */
	readonly couchdbUrl?: string;
	/** Shards of a new database, and copies of each; as CouchDB is set up where absent */
	readonly couchdbShards?: Shards;
	/** What the names of our databases begin with */
	readonly couchdbPrefix: string;
	/** Paths of certificate and key in PEM */
	readonly tls?: { readonly cert: string; readonly key: string };
	/** Address under which browsers reach this server, without a slash at the end, where it is another than host and port say */
	readonly publicUrl?: string;
	/** What `/metrics` asks for; without it there are none */
	readonly metricsToken?: string;
	/** The least that is logged */
	readonly logLevel: LogLevel;
	/** Folder that is watched for import files */
	readonly importDir?: string;
	/** Addresses of reverse proxies whose `X-Forwarded-*` headers count; false for none */
	readonly trustProxy: string | false;
	/** Absolute path of the built PWA */
	readonly clientDir: string;
	/** Fill an empty database with made-up people */
	readonly demo: boolean;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const number = (least: number, most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.minValue(least), v.maxValue(most));
const some = v.pipe(v.string(), v.minLength(1));
const COUCHDB_FORM =
	'http://name:password@host:port, of an administrator; the password may be in COUCHDB_PASSWORD';
/** Databases of CouchDB: https://docs.couchdb.org/en/stable/api/database/common.html#put--db */
const databasePrefix = v.pipe(
	v.string(),
	v.regex(/^[a-z][a-z0-9_-]{0,60}$/, 'lower case, beginning with a letter')
);
const couchdbUrl = v.pipe(
	v.string(),
	v.transform((urls) => urls.split(',')),
	v.array(v.pipe(v.string(), v.trim(), v.regex(/^https?:\/\/[^/\s]+/, COUCHDB_FORM), v.url(COUCHDB_FORM)))
);
const publicUrl = v.pipe(
	v.string(),
	v.regex(/^https?:\/\/[^/?#@\s]+\/?$/, 'https://host, or http://host, without a path')
);
/** Fewer signs could be guessed. */
const LEAST_TOKEN = 16;

const environment = v.object({
	PORT: v.optional(number(0, 65535), '8080'),
	HOST: v.optional(some, '127.0.0.1'),
	DATA_DIR: v.optional(some, './data'),
	COUCHDB_URL: v.optional(couchdbUrl),
	COUCHDB_PASSWORD: v.optional(some),
	COUCHDB_PREFIX: v.optional(databasePrefix, 'dienstbuch-'),
	COUCHDB_Q: v.optional(number(1, 256)),
	COUCHDB_N: v.optional(number(1, 16)),
	TLS_CERT: v.optional(some),
	TLS_KEY: v.optional(some),
	IMPORT_DIR: v.optional(some),
	TRUST_PROXY: v.optional(some),
	PUBLIC_URL: v.optional(publicUrl),
	METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(LEAST_TOKEN, `at least ${LEAST_TOKEN} signs`))),
	LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`), 'info')
});

/** Names of all variables that the server reads; the secret ones also as `<NAME>_FILE`. */
export const VARIABLES: readonly string[] = Object.keys(environment.entries);

/** Variables that are set to nothing count as not set. */
function present(env: NodeJS.ProcessEnv): Record<string, string> {
	const set = Object.entries(env).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
	return Object.fromEntries(set);
}

/** The addresses with name and password in them, which may come apart. @throws ConfigError where either is missing */
function couchAddresses(given: readonly string[], password: string | undefined): string {
	const addresses = given.map((address) => {
		const url = new URL(address);
		if (password !== undefined) url.password = encodeURIComponent(password);
		if (url.username === '' || url.password === '') throw new ConfigError(`COUCHDB_URL: ${COUCHDB_FORM}`);
		return url.href.replace(/\/+$/, '').replaceAll(',', '%2C');
	});
	return addresses.join(',');
}

/**
 * Reads the environment (DESIGN § 8) and the command line's `--demo`.
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
	const result = v.safeParse(environment, withSecretFiles(present(env)), { abortEarly: true });
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
		couchdbUrl: read.COUCHDB_URL && couchAddresses(read.COUCHDB_URL, read.COUCHDB_PASSWORD),
		couchdbShards: {
			...(read.COUCHDB_Q === undefined ? {} : { q: read.COUCHDB_Q }),
			...(read.COUCHDB_N === undefined ? {} : { n: read.COUCHDB_N })
		},
		couchdbPrefix: read.COUCHDB_PREFIX,
		tls: read.TLS_CERT && read.TLS_KEY ? { cert: read.TLS_CERT, key: read.TLS_KEY } : undefined,
		publicUrl: read.PUBLIC_URL?.replace(/\/$/, ''),
		metricsToken: read.METRICS_TOKEN,
		logLevel: read.LOG_LEVEL,
		importDir: read.IMPORT_DIR && path.resolve(read.IMPORT_DIR),
		trustProxy: read.TRUST_PROXY ?? false,
		clientDir: path.join(projectRoot, 'build', 'client'),
		demo: argv.includes('--demo')
	};
}
