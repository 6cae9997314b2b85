import { expect, test } from 'vitest';
import { simulate } from './world/simulation.ts';

/** Seeds that failed once, by what they showed. */
const REMEMBERED: readonly (readonly [string, number])[] = [
	['a fact that is stored while others are being dated', 14]
];
const FIRST = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 25);

/** @throws Error with the seed and the operations where the world did not come to what it should */
async function expectConvergence(seed: number): Promise<void> {
	const outcome = await simulate(seed);
	const story = `seed ${seed}\n${outcome.operations.join('\n')}`;
	expect(outcome.unsent, `still in an outbox\n${story}`).toEqual([]);
	expect(outcome.server, `on the server\n${story}`).toEqual(outcome.written);
	for (const [index, texts] of outcome.replicas.entries()) {
		expect(texts, `on tablet ${index}\n${story}`).toEqual(outcome.written);
	}
	expect(outcome.wrongTimes, `with a wrong time\n${story}`).toEqual([]);
}

test.each(REMEMBERED)('nothing lost, nothing doubled: %s (seed %i)', async (_what, seed) => {
	await expectConvergence(seed);
});

test(
	`nothing lost, nothing doubled: seeds ${FIRST} to ${FIRST + RUNS - 1}`,
	{ timeout: 300_000 },
	async () => {
		for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) await expectConvergence(seed);
	}
);
