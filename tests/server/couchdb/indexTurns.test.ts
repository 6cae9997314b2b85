import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { asksIndex, IndexTurns } from '../../../server/couchdb/embedded/indexTurns.ts';

/** An answer under way. */
class Answer extends EventEmitter {
	closed = false;

	end(): void {
		this.closed = true;
		this.emit('close');
	}
}

const asResponse = (answer: Answer): ServerResponse => answer as unknown as ServerResponse;
/** Until everything that can go on has. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an index of the embedded database', () => {
	test('is not removed while somebody asks it, and not asked while it is removed', async () => {
		const turns = new IndexTurns();
		const told: string[] = [];
		const [early, late] = [new Answer(), new Answer()];
		await turns.ask(asResponse(early));
		let removed: () => void = () => undefined;
		const removing = turns.remove(() => {
			told.push('begun');
			return new Promise((resolve) => (removed = resolve));
		});
		void turns.ask(asResponse(late)).then(() => told.push('asked'));
		await settle();
		expect(told).toEqual([]);
		early.end();
		await settle();
		expect(told).toEqual(['begun']);
		removed();
		await removing;
		await settle();
		expect(told).toEqual(['begun', 'asked']);
	});

	test('waits for nobody who has gone, and is asked again after a removal that failed', async () => {
		const turns = new IndexTurns();
		const gone = new Answer();
		const failing = turns.remove(() => Promise.reject(new Error('disk full')));
		const asked = turns.ask(asResponse(gone));
		gone.end();
		await expect(failing).rejects.toThrow('disk full');
		await asked;
		let done = false;
		await turns.remove(() => Promise.resolve(void (done = true)));
		expect(done).toBe(true);
	});

	test.each([
		['/dienstbuch-archive/_design/archive/_view/found?limit=1', true],
		['/dienstbuch-archive/_design/archive', false],
		['/dienstbuch-archive/_changes', false]
	])('is what %s asks: %s', (path, asks) => {
		expect(asksIndex(path)).toBe(asks);
	});
});
