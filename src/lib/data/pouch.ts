/**
 * PouchDB in the parts that storage needs; replication is added where it is used (`sync/replication.ts`), so that a start without network loads
 * neither it nor HTTP. `idb`, not `indexeddb`: the newer adapter corrupted with two tabs (apache/pouchdb#8494).
 */
import Idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';

PouchDB.plugin(Idb);

export { PouchDB };

/** A database of PouchDB, whatever is in it. */
export type Database = PouchDB.Database;

/** A document with its id and revision. */
export type StoredDoc = { readonly _id: string; readonly _rev: string } & Readonly<Record<string, unknown>>;
