import { describe } from 'vitest';
import { openDevice } from '../../../src/lib/data/device.ts';
import { outboxContract } from './contract/outboxContract.ts';
import { picturesContract } from './contract/picturesContract.ts';
import { replicaContract } from './contract/replicaContract.ts';
import { rowsContract } from './contract/rowsContract.ts';
import type { OpenTab } from './contract/tab.ts';
import { MemoryStorage } from './memoryStorage.ts';

function newStorage(): OpenTab {
	const storage = new MemoryStorage();
	return (options) => openDevice({ storage: storage.boot(), ...options });
}

describe('in memory: outbox', () => outboxContract(newStorage));
describe('in memory: replicas', () => replicaContract(newStorage));
describe('in memory: drafts and settings', () => rowsContract(newStorage));
describe('in memory: pictures', () => picturesContract(newStorage));
