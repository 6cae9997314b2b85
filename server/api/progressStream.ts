import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { asServerError } from '../answerErrors.ts';

/** How far some work is. */
export interface Progress {
	readonly done: number;
	readonly total: number;
	/** What is being done, for words */
	readonly step?: string;
}

/** Between two lines of progress, ms: more would only be work for the browser. */
const PAUSE = 100;

/**
 * Answers with a line of JSON for each step of the work (`{"progress":…}`) and, as the last, what `work` gave or `{"error":…}`. The
 * status is 200 by then, so whatever can be refused beforehand should be. Work goes on where the browser has left: half an import
 * is worse than one that nobody watched.
 */
export function answerWithProgress(
	reply: FastifyReply,
	clock: () => number,
	work: (tell: (progress: Progress) => void) => Promise<object>
): FastifyReply {
	const lines = new Readable({ read() {} });
	const write = (line: object): void => {
		if (!lines.destroyed) lines.push(`${JSON.stringify(line)}\n`);
	};
	let last = -Infinity;
	const tell = (progress: Progress): void => {
		const now = clock();
		if (now - last < PAUSE && progress.done < progress.total) return;
		last = now;
		write({ progress });
	};
	const failed = (error: unknown): object => {
		const answer = asServerError(error);
		if (answer.code === 'internal') reply.log.error({ err: error }, 'work with progress failed');
		return { error: answer };
	};
	void work(tell)
		.catch(failed)
		.then((result) => {
			write(result);
			lines.push(null);
		});
	return reply
		.header('content-type', 'application/x-ndjson; charset=utf-8')
		.header('cache-control', 'no-store')
		.header('x-accel-buffering', 'no')
		.send(lines);
}
