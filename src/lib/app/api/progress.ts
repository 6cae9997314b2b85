import * as v from 'valibot';
import { ApiProblem, request } from './call.ts';
import { linesOf } from './ndjson.ts';

/** How far something on the server is. */
export interface Progress {
	readonly done: number;
	readonly total: number;
	/** What is being done now, where it is done in steps */
	readonly step?: string;
}

const SILENCE = 60_000;
const line = v.looseObject({
	progress: v.optional(v.object({ done: v.number(), total: v.number(), step: v.optional(v.string()) })),
	error: v.optional(v.looseObject({ code: v.string() }))
});

/**
 * Reads the lines of an answer that tells its progress (NDJSON) to the end.
 * @param heard is called with every line
 * @returns the line that is neither progress nor error
 * @throws ApiProblem: what the server says went wrong, or `broken-off` where it ended without a result
 */
export async function followProgress(
	body: ReadableStream<BufferSource>,
	onprogress: (progress: Progress) => void,
	heard: () => void = () => {}
): Promise<unknown> {
	let result: unknown;
	for await (const text of linesOf(body)) {
		heard();
		const said = v.parse(line, JSON.parse(text));
		if (said.progress) onprogress(said.progress);
		else if (said.error) throw new ApiProblem(said.error.code, said.error);
		else result = said;
	}
	if (result === undefined) throw new ApiProblem('broken-off');
	return result;
}

/**
 * Starts something that takes its time and tells its progress line by line (NDJSON).
 * @param patience how long the first line may take, ms: sending files takes its time
 * @returns the last line, which is no progress
 * @throws ApiProblem, also where the server breaks off or is silent for a minute
 */
export async function runWithProgress(
	path: string,
	body: unknown,
	onprogress: (progress: Progress) => void,
	patience = SILENCE
): Promise<unknown> {
	const abort = new AbortController();
	let timer = setTimeout(() => abort.abort(), patience);
	const heard = (): void => {
		clearTimeout(timer);
		timer = setTimeout(() => abort.abort(), SILENCE);
	};
	try {
		const response = await request('POST', path, body, abort.signal);
		if (!response.body) throw new ApiProblem('broken-off');
		return await followProgress(response.body, onprogress, heard);
	} catch (error) {
		throw error instanceof ApiProblem ? error : new ApiProblem('broken-off');
	} finally {
		clearTimeout(timer);
	}
}

/** Fills the empty database with made-up people (DESIGN § 8). @throws ApiProblem `not-empty` */
export async function fillWithSamples(onprogress: (progress: Progress) => void): Promise<void> {
	await runWithProgress('/demo', {}, onprogress);
}
