/**
 * PouchDB in the parts that a device needs: 37.5 KB (gzip) instead of the 42.8 KB of the package `pouchdb`.
 * `idb`, not `indexeddb`: the newer adapter corrupted with two tabs (apache/pouchdb#8494).
 */
import Http from 'pouchdb-adapter-http';
import Idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import Replication from 'pouchdb-replication';

PouchDB.plugin(Idb).plugin(Http).plugin(Replication);

export { PouchDB };

/** A database of PouchDB, whatever is in it. */
export type Database = PouchDB.Database;
