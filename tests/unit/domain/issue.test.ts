import { describe, expect, test } from 'vitest';
import { refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import { instantOfId } from '../../../src/lib/domain/ids.ts';
import { issue, issueAgain } from '../../../src/lib/domain/issue.ts';
import { messageFact } from './messages.ts';
import { ANNA, NOW, writerOf } from './writer.ts';

const draft = { type: 'reopened', site: 'WEL', about: messageFact()._id } as const;

describe('issuing a fact', () => {
	test('F3 adds time, place, author and shift', () => {
		const shift = messageFact()._id;
		expect(issue({ ...writerOf(), shift }, draft)).toEqual({
			...draft,
			_id: expect.any(String),
			v: 1,
			at: '2026-11-18T21:41:07.250Z',
			device: 'tablet-1',
			deviceSite: 'LNU',
			author: ANNA,
			shift
		});
	});

	test('F2 has no fields that are undefined, since storage would lose them', () => {
		const fact = issue(writerOf(), { ...draft, after: undefined });
		expect(Object.keys(fact)).not.toContain('after');
		expect(Object.keys(fact)).not.toContain('shift');
		expect(JSON.parse(JSON.stringify(fact))).toEqual(fact);
	});

	test.each([NOW + 0.5, NOW + 0.999, NOW + 12.125])(
		'F4 a clock with fractions of a millisecond: %d',
		(instant) => {
			const fact = issue(writerOf(ANNA, instant), draft);
			expect(refusalOfShape({ ...fact })).toBeUndefined();
			expect(instantOfId(fact._id)).toBe(Math.floor(instant));
		}
	);

	test('F3 twice the same is two facts', () => {
		expect(issue(writerOf(), draft)._id).not.toBe(issue(writerOf(), draft)._id);
	});

	test('F4 issued again, it has the changes, a valid new id, and no revision of the old one', () => {
		const old = { ...messageFact(), _rev: '1-a' };
		const fact = issueAgain(old, { at: '2026-11-19T00:00:00.000Z' }, new Uint8Array(16));
		expect(refusalOfShape({ ...fact })).toBeUndefined();
		const { _id, _rev, ...body } = old;
		expect(fact).toEqual({ ...body, at: '2026-11-19T00:00:00.000Z', _id: fact._id });
		expect(fact._id).not.toBe(_id);
		expect(_rev).toBe('1-a');
	});
});
