import fastify from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { healthRoute } from '../../server/health.ts';

describe('health', () => {
	const app = fastify();
	const answers = vi.fn(async () => true);
	const state = {
		status: 'ready',
		generation: 'g',
		version: '3.5.2',
		engine: 'quickjs',
		embedded: false
	} as const;
	healthRoute(app, { database: { state, answers }, version: '1.2.3' });
	afterEach(() => answers.mockClear());

	const ask = () => app.inject('/api/health');

	it('says no more than it has to', async () => {
		expect((await ask()).json()).toEqual({
			status: 'ok',
			version: '1.2.3',
			couchdb: { version: '3.5.2', engine: 'quickjs', embedded: false }
		});
	});

	it('asks the database once for all who ask at the same time, and again for who comes later', async () => {
		let answer = (_well: boolean): void => undefined;
		answers.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
		const many = Array.from({ length: 50 }, ask);
		await vi.waitFor(() => expect(answers).toHaveBeenCalled());
		answer(false);
		const statuses = (await Promise.all(many)).map(({ statusCode }) => statusCode);
		expect(statuses).toContain(503);
		expect(answers.mock.calls.length).toBeLessThan(50);
		answers.mockClear();
		expect((await ask()).statusCode).toBe(200);
		expect(answers).toHaveBeenCalledOnce();
	});
});
