import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileCheck, startCheck, type FilingInput } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import type { CheckFiledFact } from '../../../../src/lib/domain/facts/cameraCheck.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { deadlineOf, isMistake, standingOf } from '../../../../src/lib/domain/views/checkStanding.ts';
import { checkView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { shuffledAndDoubled } from '../histories.ts';
import { messageFact, valueOf, WELS } from '../messages.ts';
import { ANNA, BERND, HOUR, MINUTE, NOW, subjectFrom, writerOf } from '../writer.ts';

const URFAHR = { kind: 'lead', id: 'LNU', name: 'Leitung Linz Urfahr' } as const;
const check = valueOf(startCheck(writerOf(), { site: 'WEL', mode: 'live', assignee: WELS }));
const file = (author: typeof ANNA, at: number, summary: string) =>
	filing(author, at, [check], { outcome: 'incidents', summary });
const incidents = (author: typeof ANNA, at: number, seen: Seen) =>
	filing(author, at, seen, { outcome: 'incidents', task: WELS });

type Seen = Parameters<typeof subjectFrom>;

/** What somebody files to whom those facts are known. */
function filing(author: typeof ANNA, at: number, seen: Seen, input: Partial<FilingInput>): CheckFiledFact {
	const subject = subjectFrom(...seen);
	return valueOf(fileCheck(writerOf(author, at), subject, { outcome: 'none', summary: 'Etwas.', ...input }));
}

/** Up to six filings by clocks that are all wrong, each in knowledge of any of those before it. */
const knowings = fc
	.array(
		fc.record({
			outcome: fc.constantFrom('incidents', 'none', 'mistake'),
			task: fc.constantFrom(undefined, WELS, URFAHR),
			minute: fc.integer({ min: -600, max: 600 }),
			knows: fc.nat(63)
		}),
		{ minLength: 1, maxLength: 6 }
	)
	.map((deeds) =>
		deeds.reduce<CheckFiledFact[]>((filings, { minute, knows, ...input }) => {
			const seen = filings.filter((_, at) => knows & (1 << at));
			return [...filings, filing(BERND, NOW + minute * MINUTE, [check, ...seen], input)];
		}, [])
	);

/** Ids that a filing knew of, by itself or through others. */
function known({ after = [] }: CheckFiledFact, filings: readonly CheckFiledFact[]): string[] {
	return [
		...after,
		...filings.filter(({ _id }) => after.includes(_id)).flatMap((fact) => known(fact, filings))
	];
}

describe('the camera check as the screens show it', () => {
	test('S11b runs until it is filed; anyone on duty may', () => {
		expect(checkView(subjectFrom(check))).toEqual({
			id: check._id,
			fact: check,
			site: 'WEL',
			startedBy: ANNA,
			assignee: WELS,
			state: 'running',
			filed: undefined,
			filings: [],
			firstFiled: undefined
		});
		const filed = file(BERND, NOW + 1, 'Eine Begleitperson.');
		expect(checkView(subjectFrom(check, filed))).toMatchObject({ state: 'filed', filed });
	});

	test('R4 filed by two at once: both stay, the later is shown', () => {
		const [later, earlier] = [file(ANNA, NOW + 2, 'B'), file(BERND, NOW + 1, 'A')];
		const subject = subjectFrom(check, later, earlier);
		expect(checkView(subject)?.filed).toEqual(later);
		expect(subject.facts).toHaveLength(3);
	});

	test('R7 shows nothing before its beginning has arrived, nor of a message', () => {
		expect(checkView(undefined)).toBeUndefined();
		expect(checkView(foldSubject(check._id, [file(ANNA, NOW, 'A')]))).toBeUndefined();
		expect(checkView(subjectFrom(messageFact()))).toBeUndefined();
	});

	test('R10 filed by two without network: the later is shown, the earlier counts for the deadline', () => {
		const midnight = NOW + HOUR;
		const [earlier, later] = [file(ANNA, midnight - MINUTE, 'A'), file(BERND, midnight + MINUTE, 'B')];
		const view = checkView(subjectFrom(check, later, earlier));
		expect([view?.filed, view?.firstFiled, view?.filings]).toEqual([later, earlier, [earlier, later]]);
		expect(view && standingOf(view, deadlineOf(midnight, undefined), midnight + HOUR)).toEqual({
			state: 'filed'
		});
	});

	test('R10 a filing that knew of another is not the first, however wrong its clock', () => {
		const first = file(ANNA, NOW + HOUR, 'A');
		const known = subjectFrom(check, first);
		const second = valueOf(fileCheck(writerOf(BERND, NOW - HOUR), known, { outcome: 'none', summary: 'B' }));
		const view = checkView(subjectFrom(check, second, first));
		expect([view?.filed, view?.firstFiled]).toEqual([second, first]);
	});

	test('R10 another filing never makes a check late, in whatever order they arrive', () => {
		const times = fc.uniqueArray(fc.integer({ min: -600, max: 600 }), { minLength: 1, maxLength: 6 });
		const arrivals = times.chain((minutes) => {
			const filings = minutes.map((minute) => file(ANNA, NOW + minute * MINUTE, String(minute)));
			return fc.tuple(fc.constant(Math.min(...minutes)), shuffledAndDoubled(filings));
		});
		fc.assert(
			fc.property(arrivals, fc.integer({ min: -600, max: 600 }), ([earliest, filings], deadline) => {
				const view = checkView(subjectFrom(check, ...filings));
				const standing =
					view && standingOf(view, deadlineOf(NOW + deadline * MINUTE, undefined), NOW + 99 * HOUR);
				expect(standing?.state).toBe(earliest > deadline ? 'filedLate' : 'filed');
			})
		);
	});

	test.each(['none', 'mistake'] as const)(
		'R11 who files "%s" without knowing of incidents takes neither these away nor their task',
		(outcome) => {
			const found = incidents(ANNA, NOW, [check]);
			const unknowing = filing(BERND, NOW + MINUTE, [check], { outcome });
			const view = checkView(subjectFrom(check, unknowing, found));
			expect([view?.filed, view?.firstFiled, view?.filings]).toEqual([found, found, [found, unknowing]]);
			expect(view?.task).toEqual({ assignee: WELS, state: 'open' });
			expect(view && isMistake(view)).toBe(false);
		}
	);

	test('R11 of two who found something the later is shown, and the task is that of the latest who left one', () => {
		const found = incidents(ANNA, NOW, [check]);
		const nothingToDo = filing(BERND, NOW + MINUTE, [check], { outcome: 'incidents' });
		const view = checkView(subjectFrom(check, found, nothingToDo));
		expect([view?.filed, view?.task?.assignee]).toEqual([nothingToDo, WELS]);
	});

	test('R3 R11 who knows of the incidents may undo them, however wrong the clock; so does who knows of both', () => {
		const found = incidents(ANNA, NOW, [check]);
		const mistake = filing(BERND, NOW - HOUR, [check, found], { outcome: 'mistake' });
		const undone = checkView(subjectFrom(check, mistake, found));
		expect([undone?.filed, undone?.task]).toEqual([mistake, undefined]);
		const quiet = filing(BERND, NOW + MINUTE, [check], { outcome: 'none' });
		const both = filing(ANNA, NOW - HOUR, [check, found, quiet], { outcome: 'none' });
		const settled = checkView(subjectFrom(check, quiet, found, both));
		expect([settled?.filed, settled?.task]).toEqual([both, undefined]);
	});

	test('R1 R11 holds for any filings, whatever each knew of, in whatever order they arrive', () => {
		fc.assert(
			fc.property(
				knowings.chain((filings) => fc.tuple(fc.constant(filings), shuffledAndDoubled(filings))),
				([filings, arrived]) => {
					const view = checkView(subjectFrom(check, ...arrived));
					expect(view).toEqual(checkView(subjectFrom(check, ...filings)));
					const undone = new Set(filings.flatMap((fact) => known(fact, filings)));
					const standing = filings
						.filter(({ _id }) => !undone.has(_id))
						.sort((a, b) => (a._id < b._id ? -1 : 1));
					const found = standing.filter(({ outcome }) => outcome === 'incidents');
					expect(view?.filed).toEqual((found.length > 0 ? found : standing).at(-1));
					expect(view?.task?.assignee).toEqual(standing.flatMap(({ task }) => task ?? []).at(-1));
				}
			)
		);
	});
});
