import { isDeepStrictEqual } from 'node:util';
import type { FastifyBaseLogger } from 'fastify';
import type { Couch } from './couch.ts';
import { create, read, update } from './documents.ts';
import { DATABASES, memberRole, type DatabaseName } from './names.ts';
import { validatorOf, type Validators } from './validate/bundle.ts';

/** Raise it with every change of what {@link provision} lays down. A newer server's work is never undone by an older one. */
export const PROVISION_VERSION = 1;

const DESIGN_DOC = '_design/dienstbuch';

/** Documents of `private` that say how the databases stand. */
export interface Provisioned {
	readonly version: number;
}
interface Generation {
	readonly id: string;
}
interface Secret {
	/** base64 */
	readonly key: string;
}

/** What {@link provision} is given. */
export interface ProvisionOptions {
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

async function createDatabase(couch: Couch, fullName: string): Promise<void> {
	try {
		await couch.nano.db.create(fullName);
	} catch (error) {
		// 412: it exists
		if ((error as { statusCode?: number }).statusCode !== 412) throw error;
	}
}

/** Who may open a database at all. `private` is for administrators of CouchDB alone. */
export function securityOf(name: DatabaseName, prefix: string): object {
	return {
		admins: { names: [], roles: ['_admin'] },
		members: { names: [], roles: [name === 'private' ? '_admin' : memberRole(prefix)] }
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

/** A document of `private` that is written once and then stays; two servers that start at once agree on one. */
async function once<T extends object>(couch: Couch, id: string, content: T): Promise<T> {
	const db = couch.db<T>('private');
	const there = await read(db, id);
	if (there) return there;
	return (await create(db, id, content)) ? content : await db.get(id);
}

async function foundationOf(couch: Couch, random: ProvisionOptions['random']): Promise<Foundation> {
	const base64 = (length: number): string => Buffer.from(random(length)).toString('base64url');
	const generation = await once<Generation>(couch, 'generation', { id: base64(12) });
	const secret = await once<Secret>(couch, 'secret', { key: base64(32) });
	return { generation: generation.id, secret: new Uint8Array(Buffer.from(secret.key, 'base64url')) };
}

/**
 * Lays down what the server stands on: databases, then who may open them, then what may be written. Done again it changes
 * nothing. Nobody is let through to the databases before it is done, so validation is there before clients.
 */
export async function provision(
	couch: Couch,
	{ validators, random, log }: ProvisionOptions
): Promise<Foundation> {
	// a CouchDB that was set up by hand may lack it
	await createDatabase(couch, '_users');
	for (const name of DATABASES) await createDatabase(couch, couch.nameOf(name));
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
		await update(db, 'provision', (old) =>
			(old?.version ?? 0) >= PROVISION_VERSION ? undefined : { version: PROVISION_VERSION }
		);
	}
	return await foundationOf(couch, random);
}
