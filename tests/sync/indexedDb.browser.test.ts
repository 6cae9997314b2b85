import { describe } from 'vitest';
import { browserStorage } from '../../src/lib/data/browserStorage.ts';
import { openDevice } from '../../src/lib/data/device.ts';
import { outboxContract } from '../unit/data/contract/outboxContract.ts';
import { picturesContract } from '../unit/data/contract/picturesContract.ts';
import { replicaContract } from '../unit/data/contract/replicaContract.ts';
import { rowsContract } from '../unit/data/contract/rowsContract.ts';
import type { OpenTab } from '../unit/data/contract/tab.ts';

function newStorage(): OpenTab {
	const prefix = `contract-${crypto.randomUUID()}`;
	return (options) => openDevice({ storage: browserStorage(prefix), ...options });
}

describe('in IndexedDB: outbox', () => outboxContract(newStorage));
describe('in IndexedDB: replicas', () => replicaContract(newStorage));
describe('in IndexedDB: drafts and settings', () => rowsContract(newStorage));
describe('in IndexedDB: pictures', () => picturesContract(newStorage));
