import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../src/lib/app/api/call.ts';
import { linesOf } from '../../../src/lib/app/api/ndjson.ts';
import { followProgress } from '../../../src/lib/app/api/progress.ts';

/** A body that arrives in pieces, cut at these bytes. */
function body(text: string, cuts: readonly number[] = []): ReadableStream<Uint8Array<ArrayBuffer>> {
	const bytes = new TextEncoder().encode(text);
	const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	return new ReadableStream({
		start(controller) {
			at.slice(1).forEach((end, index) => {
				const piece = bytes.slice(at[index], end);
				if (piece.length > 0) controller.enqueue(piece);
			});
			controller.close();
		}
	});
}

async function all(lines: AsyncIterable<string>): Promise<string[]> {
	const found: string[] = [];
	for await (const line of lines) found.push(line);
	return found;
}

describe('linesOf', () => {
	it('gives the same lines wherever the network cuts, within a letter too', async () => {
		const line = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((text) => text.trim() !== '' && !/\n/.test(text));
		await fc.assert(
			fc.asyncProperty(fc.array(line), fc.array(fc.nat()), fc.boolean(), async (lines, cuts, ended) => {
				const text = lines.join('\n') + (ended ? '\n' : '');
				expect(await all(linesOf(body(text, cuts)))).toEqual(lines);
			})
		);
	});

	it('passes over empty lines, which keep a connection open', async () => {
		expect(await all(linesOf(body('\n{"a":1}\n\n \n{"b":2}')))).toEqual(['{"a":1}', '{"b":2}']);
	});
});

describe('followProgress', () => {
	const RUN =
		'{"progress":{"done":1,"total":2,"step":"staff"}}\n{"progress":{"done":2,"total":2}}\n{"report":{}}\n';

	it('tells each step and gives the result', async () => {
		const steps: unknown[] = [];
		const result = await followProgress(body(RUN, [3, 40, 60]), (step) => steps.push(step));
		expect(steps).toEqual([
			{ done: 1, total: 2, step: 'staff' },
			{ done: 2, total: 2 }
		]);
		expect(result).toEqual({ report: {} });
	});

	it('throws what the server says went wrong, with its details', async () => {
		const failing = body(
			'{"progress":{"done":1,"total":2}}\n{"error":{"code":"too-many-gone","report":{}}}\n'
		);
		const failure = await followProgress(failing, () => {}).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(ApiProblem);
		expect(failure).toMatchObject({ code: 'too-many-gone', details: { report: {} } });
	});

	it('takes an answer that ends without a result for broken off', async () => {
		const cut = RUN.slice(0, RUN.indexOf('{"report"'));
		await expect(followProgress(body(cut), () => {})).rejects.toMatchObject({ code: 'broken-off' });
	});
});
