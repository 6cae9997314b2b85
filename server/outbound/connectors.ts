/** How the connectors to outside are set up: in `private`, since keys are in it. */
import type { Couch } from '../couchdb/couch.ts';
import { read, remove, update } from '../couchdb/documents.ts';

/** What every connector has. */
interface Connector {
	/** http or https, without a slash at the end */
	readonly url: string;
	/** Since when it is switched on, ms since 1970 */
	readonly since: number;
	/** Account that set it last */
	readonly by: string;
}

/** The Community Board, a Discourse (DESIGN § 8). */
export interface BoardConnector extends Connector {
	/** As whom it posts */
	readonly user: string;
	readonly key: string;
	/** Number of the category; the board's own default where absent */
	readonly category?: string;
}

/** The access control's webhook (S11c). */
export interface AccessConnector extends Connector {
	/** Key of the signatures */
	readonly secret: string;
}

/** The connectors by name. */
export interface Connectors {
	readonly board: BoardConnector;
	readonly access: AccessConnector;
}
export type ConnectorName = keyof Connectors;

const idOf = (name: ConnectorName): string => `connector:${name}`;

/** How a connector is set up; undefined where there is none. */
export async function readConnector<Name extends ConnectorName>(
	couch: Couch,
	name: Name
): Promise<Connectors[Name] | undefined> {
	return await read<Connectors[Name]>(couch.db('private'), idOf(name));
}

/** Sets a connector up, or changes it. @param change is given how it stands */
export async function setConnector<Name extends ConnectorName>(
	couch: Couch,
	name: Name,
	change: (old: Connectors[Name] | undefined) => Connectors[Name]
): Promise<void> {
	await update<Connectors[Name]>(couch.db('private'), idOf(name), change);
}

/** Switches a connector off, and forgets its key. */
export async function removeConnector(couch: Couch, name: ConnectorName): Promise<void> {
	await remove(couch.db('private'), idOf(name));
}
