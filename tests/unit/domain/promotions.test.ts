import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerPromotion, PROMOTION_ANSWERS } from '../../../src/lib/domain/commands/answerPromotion.ts';
import { refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import type { Promotion } from '../../../src/lib/domain/directory.ts';
import { MESSAGE_KINDS } from '../../../src/lib/domain/facts/message.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import { isOffered, lastAnswers, periodOf } from '../../../src/lib/domain/promotions.ts';
import { dayOf } from '../../../src/lib/domain/time/zone.ts';
import { ANNA, BERND, HOUR, MINUTE, NOW, writerOf } from './writer.ts';

const FOR_ALL: Promotion = {
	id: 'p',
	title: 'Sauna',
	text: 'Gratis',
	from: '',
	until: '',
	sites: [],
	homeSites: [],
	states: [],
	kinds: []
};
const CONTACT = { site: 'LNU', state: 'active' as const };
const HERE = { contact: CONTACT, site: 'WEL', kind: 'feedback' as const, day: '2026-11-18' };

describe('a promotion', () => {
	test('S14 without conditions is offered to everyone, everywhere, at any time', () => {
		expect(isOffered(FOR_ALL, HERE)).toBe(true);
		expect(isOffered(FOR_ALL, { ...HERE, kind: undefined })).toBe(true);
	});

	test('S14 is offered from its first day to its last, both included', () => {
		const offer = { ...FOR_ALL, from: '2026-11-18', until: '2026-11-20' };
		const days = ['2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21'];
		expect(days.map((day) => isOffered(offer, { ...HERE, day }))).toEqual([false, true, true, false]);
		expect(days.map((day) => periodOf(offer, day))).toEqual(['ahead', 'running', 'running', 'over']);
	});

	test('S14 goes by the day at the site: what ends tonight in Vienna still runs in Lisbon', () => {
		const midnight = Date.parse('2026-11-20T23:30:00Z');
		const offer = { ...FOR_ALL, until: '2026-11-20' };
		const in_ = (zone: string) => isOffered(offer, { ...HERE, day: dayOf(midnight, zone) });
		expect([in_('Europe/Vienna'), in_('Europe/Lisbon')]).toEqual([false, true]);
	});

	test('S14 is for the sites, home sites, states and kinds that it names', () => {
		expect(isOffered({ ...FOR_ALL, sites: ['LNU'] }, HERE)).toBe(false);
		expect(isOffered({ ...FOR_ALL, sites: ['LNU', 'WEL'] }, HERE)).toBe(true);
		expect(isOffered({ ...FOR_ALL, homeSites: ['WEL'] }, HERE)).toBe(false);
		expect(isOffered({ ...FOR_ALL, homeSites: ['LNU'] }, HERE)).toBe(true);
		expect(isOffered({ ...FOR_ALL, states: ['paused', 'ended'] }, HERE)).toBe(false);
		expect(isOffered({ ...FOR_ALL, kinds: ['internal'] }, HERE)).toBe(false);
		expect(isOffered({ ...FOR_ALL, kinds: ['internal'] }, { ...HERE, kind: undefined })).toBe(true);
	});

	test('is offered to nobody who has gone from the directory', () => {
		expect(isOffered(FOR_ALL, { ...HERE, contact: { ...CONTACT, gone: true } })).toBe(false);
	});

	test('with a condition more is never offered to more', () => {
		const some = <T>(values: readonly T[]) => fc.subarray([...values]);
		const day = fc.constantFrom('', '2026-11-17', '2026-11-18', '2026-11-19');
		const promotion = fc.record({
			from: day,
			until: day,
			sites: some(['LNU', 'WEL']),
			homeSites: some(['LNU', 'WEL']),
			states: some(['active', 'paused', 'ended'] as const),
			kinds: some(MESSAGE_KINDS)
		});
		fc.assert(
			fc.property(
				promotion,
				fc.constantFrom('from', 'until', 'sites', 'homeSites', 'states', 'kinds'),
				(fields, field) => {
					const narrow = { ...FOR_ALL, ...fields };
					const wide = { ...narrow, [field]: FOR_ALL[field] };
					if (isOffered(narrow, HERE)) expect(isOffered(wide, HERE)).toBe(true);
				}
			)
		);
	});
});

const said = (answer: (typeof PROMOTION_ANSWERS)[number], at = NOW, author = ANNA, id = 'p') =>
	answerPromotion(writerOf(author, at), {
		contact: '104711',
		site: 'WEL',
		promotion: { id, title: 'Sauna' },
		answer
	});

describe('what a contact said to it', () => {
	test('is a fact that the server takes', () => {
		for (const answer of PROMOTION_ANSWERS) expect(refusalOfShape({ ...said(answer) })).toBeUndefined();
	});

	test('is the last, each promotion for itself', () => {
		const facts = [
			said('offered'),
			said('declined', NOW + MINUTE),
			said('interested', NOW - HOUR),
			said('interested', NOW, BERND, 'other')
		];
		const last = lastAnswers(facts);
		expect(last.get('p')?.answer).toBe('declined');
		expect(last.get('other')).toMatchObject({ answer: 'interested', author: BERND });
	});

	test('R4 on two devices at once comes to the same on both, in whatever order it arrives', () => {
		const instant = fc.integer({ min: 0, max: 2 }).map((step) => NOW + step * MINUTE);
		const facts = fc.array(
			fc.tuple(fc.constantFrom(...PROMOTION_ANSWERS), instant).map(([answer, at]) => said(answer, at)),
			{ minLength: 1, maxLength: 6 }
		);
		const arrivals = facts.chain((given) =>
			fc.tuple(fc.constant(given), fc.shuffledSubarray([...given, ...given], { minLength: given.length * 2 }))
		);
		fc.assert(
			fc.property(arrivals, ([given, arrived]) => {
				const ids = given.map(({ _id }) => _id).sort();
				expect(lastAnswers(arrived).get('p')?._id).toBe(ids.at(-1));
				expect(lastAnswers(foldSubject('104711', arrived).facts)).toEqual(lastAnswers(given));
			})
		);
	});
});
