import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PromotionAnsweredFact } from '../../../../src/lib/domain/facts/promotionAnswered.ts';
import { issue } from '../../../../src/lib/domain/issue.ts';
import { promotionReport } from '../../../../src/lib/domain/reports/promotions.ts';
import { ANNA, writerOf } from '../writer.ts';
import { AUTUMN, scopeOf } from './counted.ts';

const alone = (id: string) => [id];

function said(
	about: string,
	answer: PromotionAnsweredFact['answer'],
	at = '2026-11-10T10:00:00.000Z',
	promotion = { id: 'sauna', name: 'Sauna' },
	site = 'LNU'
): PromotionAnsweredFact {
	return issue(writerOf(ANNA, Date.parse(at)), { type: 'promotionAnswered', about, site, promotion, answer });
}

describe('promotions counted', () => {
	test('by customers, each with what they said last', () => {
		const answers = [
			said('1', 'interested', '2026-11-11T10:00:00.000Z', { id: 'sauna', name: 'Sauna neu' }),
			said('1', 'offered'),
			said('2', 'declined'),
			said('3', 'offered'),
			said('3', 'offered', '2026-11-10T11:00:00.000Z')
		];
		expect(promotionReport(answers, scopeOf(AUTUMN), alone)).toEqual([
			{
				promotion: { id: 'sauna', name: 'Sauna neu' },
				total: 3,
				offered: 1,
				interested: 1,
				declined: 1
			}
		]);
	});

	test('old and new KundenID are one customer', () => {
		const report = promotionReport([said('old', 'offered'), said('new', 'declined')], scopeOf(AUTUMN), () => [
			'new',
			'old'
		]);
		expect(report).toMatchObject([{ total: 1 }]);
	});

	test('of the period and the site that are asked for', () => {
		const answers = [
			said('1', 'offered', '2026-09-30T21:59:59.000Z'),
			said('2', 'offered', '2026-09-30T22:00:00.000Z'),
			said('3', 'offered', undefined, undefined, 'WEL')
		];
		expect(promotionReport(answers, scopeOf(AUTUMN), alone)).toMatchObject([{ total: 2 }]);
		expect(promotionReport(answers, scopeOf(AUTUMN, 'WEL'), alone)).toMatchObject([{ total: 1 }]);
		expect(promotionReport(answers, scopeOf(AUTUMN, 'LIS'), alone)).toEqual([]);
	});

	test('sums agree, and the order in which the answers come does not matter', () => {
		const answer = fc.record({
			about: fc.constantFrom('1', '2', '3'),
			said: fc.constantFrom('offered' as const, 'interested' as const, 'declined' as const),
			promotion: fc.constantFrom('sauna', 'kurs'),
			minute: fc.nat(59)
		});
		const answers = fc.array(answer, { maxLength: 12 }).map((made) =>
			made.map(({ about, said: what, promotion, minute }) =>
				said(about, what, `2026-11-10T10:${String(minute).padStart(2, '0')}:00.000Z`, {
					id: promotion,
					name: promotion
				})
			)
		);
		const shuffled = answers.chain((all) =>
			fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
		);
		fc.assert(
			fc.property(shuffled, ([all, others]) => {
				const report = promotionReport(all, scopeOf(AUTUMN), alone);
				expect(promotionReport(others, scopeOf(AUTUMN), alone)).toEqual(report);
				for (const { total, offered, interested, declined } of report)
					expect(offered + interested + declined).toBe(total);
			}),
			{ numRuns: 60 }
		);
	});
});
