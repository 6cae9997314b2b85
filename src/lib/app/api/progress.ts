import * as v from 'valibot';
import { ApiProblem, request } from './call.ts';

/** How far something on the server is. */
export interface Progress {
	readonly done: number;
	readonly total: number;
}

const SILENCE = 60_000;
const line = v.looseObject({
	progress: v.optional(v.object({ done: v.number(), total: v.number() })),
	code: v.optional(v.string())
});

/**
 * Starts something that takes its time and tells its progress line by line (NDJSON).
 * @returns the last line that is no progress, if there is one
 * @throws ApiProblem, also where the server breaks off or is silent for a minute
 */
export async function runWithProgress(
	path: string,
	body: unknown,
	onprogress: (progress: Progress) => void
): Promise<unknown> {
	const abort = new AbortController();
	let timer = setTimeout(() => abort.abort(), SILENCE);
	let last: unknown;
	try {
		const response = await request('POST', path, body, abort.signal);
		for await (const text of linesOf(response)) {
			clearTimeout(timer);
			timer = setTimeout(() => abort.abort(), SILENCE);
			const said = v.parse(line, JSON.parse(text));
			if (said.progress) onprogress(said.progress);
			else if (said.code !== undefined) throw new ApiProblem(said.code, said);
			else last = said;
		}
	} catch (error) {
		throw error instanceof ApiProblem ? error : new ApiProblem('broken-off');
	} finally {
		clearTimeout(timer);
	}
	return last;
}

async function* linesOf(response: Response): AsyncGenerator<string> {
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	if (!reader) return;
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		const parts = (rest + (value ?? '')).split('\n');
		rest = done ? '' : (parts.pop() ?? '');
		yield* parts.filter((part) => part.trim() !== '');
		if (done) return;
	}
}

/** Fills the empty database with made-up people (DESIGN § 8). @throws ApiProblem */
export async function fillWithSamples(onprogress: (progress: Progress) => void): Promise<void> {
	await runWithProgress('/demo', {}, onprogress);
}
