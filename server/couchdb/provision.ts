import { isDeepStrictEqual } from 'node:util';
import type { FastifyBaseLogger } from 'fastify';
import { AUDIT_INDEX, AUDIT_INDEX_DOC } from '../audit/auditDocs.ts';
import { ARCHIVE_INDEX, ARCHIVE_INDEX_DOC } from './archiveIndex.ts';
import type { Couch } from './couch.ts';
import { once, read, update } from './documents.ts';
import { foundGeneration } from './generation.ts';
import { DATABASES, memberRole, type DatabaseName } from './names.ts';
import { foundRescueKey } from '../rescue/rescueKey.ts';
import { validatorOf, type Validators } from './validate/bundle.ts';

/** Raise it with every change of what {@link provision} lays down. A newer server's work is never undone by an older one. */
export const PROVISION_VERSION = 4;

/** The document that has the validate function, in each database. */
export const DESIGN_DOC = '_design/dienstbuch';

/** Documents of `private` that say how the databases stand. */
export interface Provisioned {
	readonly version: number;
}
interface Secret {
	/** base64 */
	readonly key: string;
}

/**
 * How a cluster spreads a database: shards, and copies of each. It counts when the database is made, never later:
 * https://docs.couchdb.org/en/stable/cluster/sharding.html
 */
export interface Shards {
	readonly q?: number;
	readonly n?: number;
}

/** What {@link provision} is given. */
export interface ProvisionOptions {
	/** As CouchDB is set up where absent */
	readonly shards?: Shards;
	readonly validators: Validators;
	readonly random: (length: number) => Uint8Array;
	readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
}

/** What the rest of the server needs to know of the databases. */
export interface Foundation {
	/** Part of the remote's id on every device: a new one has all replicas pulled anew (DESIGN § 3) */
	readonly generation: string;
	/** Key from which the passwords of accounts are derived */
	readonly secret: Uint8Array;
}

async function createDatabase(couch: Couch, fullName: string, shards: Shards = {}): Promise<void> {
	try {
		await couch.nano.db.create(fullName, shards);
	} catch (error) {
		// 412: it exists
		if ((error as { statusCode?: number }).statusCode !== 412) throw error;
	}
}

const SERVERS_OWN: readonly DatabaseName[] = ['private', 'audit'];

/** Who may open a database at all. `private` and `audit` are for administrators of CouchDB alone. */
export function securityOf(name: DatabaseName, prefix: string): object {
	return {
		admins: { names: [], roles: ['_admin'] },
		members: { names: [], roles: [SERVERS_OWN.includes(name) ? '_admin' : memberRole(prefix)] }
	};
}

async function secure(couch: Couch, name: DatabaseName): Promise<void> {
	const target = { db: couch.nameOf(name), path: '_security' };
	const wanted = securityOf(name, couch.prefix);
	const there: unknown = await couch.nano.request(target);
	if (!isDeepStrictEqual(there, wanted)) await couch.nano.request({ ...target, method: 'PUT', body: wanted });
}

interface DesignDoc {
	readonly language: 'javascript';
	readonly validate_doc_update: string;
}

async function putValidator(couch: Couch, name: DatabaseName, validators: Validators): Promise<void> {
	const wanted: DesignDoc = { language: 'javascript', validate_doc_update: validatorOf(validators, name) };
	await update(couch.db<DesignDoc>(name), DESIGN_DOC, (old) =>
		old?.validate_doc_update === wanted.validate_doc_update ? undefined : wanted
	);
}

interface Index {
	readonly language: 'javascript';
	readonly views: object;
}

/** Puts an index there. It is a document of its own: a new validate function would have it built anew. */
async function putIndex(couch: Couch, name: DatabaseName, id: string, index: Index): Promise<void> {
	await update(couch.db<Index>(name), id, (old) =>
		isDeepStrictEqual(old?.views, index.views) ? undefined : index
	);
}

async function foundationOf(couch: Couch, random: ProvisionOptions['random']): Promise<Foundation> {
	const generation = await foundGeneration(couch, random);
	const key = Buffer.from(random(32)).toString('base64url');
	const secret = await once<Secret>(couch.db('private'), 'secret', { key });
	// now, so that every backup has it
	await foundRescueKey(couch);
	return { generation: generation.id, secret: new Uint8Array(Buffer.from(secret.key, 'base64url')) };
}

/**
 * Lays down what the server stands on: databases, then who may open them, then what may be written. Done again it changes
 * nothing. Nobody is let through to the databases before it is done, so validation is there before clients.
 */
export async function provision(
	couch: Couch,
	{ validators, random, log, shards }: ProvisionOptions
): Promise<Foundation> {
	// a CouchDB that was set up by hand may lack it
	await createDatabase(couch, '_users');
	for (const name of DATABASES) await createDatabase(couch, couch.nameOf(name), shards);
	for (const name of DATABASES) await secure(couch, name);
	const db = couch.db<Provisioned>('private');
	const before = await read(db, 'provision');
	if (before && before.version > PROVISION_VERSION) {
		log.warn(
			{ there: before.version, ours: PROVISION_VERSION },
			'databases were set up by a newer server; left as they are'
		);
	} else {
		for (const name of DATABASES) await putValidator(couch, name, validators);
		await putIndex(couch, 'archive', ARCHIVE_INDEX_DOC, ARCHIVE_INDEX);
		await putIndex(couch, 'audit', AUDIT_INDEX_DOC, AUDIT_INDEX);
		await update(db, 'provision', (old) =>
			(old?.version ?? 0) >= PROVISION_VERSION ? undefined : { version: PROVISION_VERSION }
		);
	}
	return await foundationOf(couch, random);
}
