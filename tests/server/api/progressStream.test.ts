import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerWithProgress, type Progress } from '../../../server/api/progressStream.ts';
import { ServerError } from '../../../server/errors.ts';

async function linesOf(work: (tell: (progress: Progress) => void) => Promise<object>, clock = () => 0) {
	const app = Fastify();
	app.post('/', (_request, reply) => answerWithProgress(reply, clock, work));
	const response = await app.inject({ method: 'POST', url: '/' });
	expect(response.headers['content-type']).toContain('application/x-ndjson');
	return response.body
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as object);
}

it('says how far it is, and the result at the end', async () => {
	let now = 0;
	const lines = await linesOf(
		async (tell) => {
			tell({ done: 1, total: 2 });
			now += 1000;
			tell({ done: 2, total: 2 });
			return { report: 'all' };
		},
		() => now
	);
	expect(lines).toEqual([
		{ progress: { done: 1, total: 2 } },
		{ progress: { done: 2, total: 2 } },
		{ report: 'all' }
	]);
});

it('does not flood the browser, yet says the last of it', async () => {
	const lines = await linesOf(async (tell) => {
		for (let done = 1; done <= 10_000; done += 1) tell({ done, total: 10_000 });
		return {};
	});
	expect(lines).toEqual([
		{ progress: { done: 1, total: 10_000 } },
		{ progress: { done: 10_000, total: 10_000 } },
		{}
	]);
});

it('ends with the error where the work failed', async () => {
	const lines = await linesOf(() => Promise.reject(new ServerError('not-empty')));
	expect(lines).toEqual([{ error: expect.objectContaining({ code: 'not-empty' }) }]);
});

it('does not tell what broke inside', async () => {
	const lines = await linesOf(() => Promise.reject(new Error('password is hunter2')));
	expect(JSON.stringify(lines)).not.toContain('hunter2');
	expect(lines).toEqual([{ error: expect.objectContaining({ code: 'internal' }) }]);
});
