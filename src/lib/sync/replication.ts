/** PouchDB with what replication needs. Loaded after the first screen stands: a start without network has no use for it. */
import Http from 'pouchdb-adapter-http';
import Replication from 'pouchdb-replication';
import { PouchDB } from '../data/pouch.ts';

PouchDB.plugin(Http).plugin(Replication);

export { PouchDB };
