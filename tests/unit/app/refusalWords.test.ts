import { expect, it } from 'vitest';
import { refusalWords } from '../../../src/lib/app/refusalWords.ts';
import type { Refusal } from '../../../src/lib/domain/checkFact.ts';

const every: Record<Refusal['reason'], true> = {
	unknown: true,
	shape: true,
	size: true,
	hash: true,
	time: true,
	account: true,
	deleted: true
};
const reasons = Object.keys(every);

it('explains every reason that the server has, each in words of its own', () => {
	const words = reasons.map((reason) => refusalWords({ field: 'text', reason, status: 403 }));
	expect(new Set(words.map(({ why }) => why)).size).toBe(reasons.length);
	for (const { why, advice, field } of words) {
		expect(why).not.toContain('nennt');
		expect(advice).not.toBe('');
		expect(field).toBe('text');
	}
});

it.each(['quota', 'constructor', 'toString'])(
	'says a reason that this version does not know as it is: %s',
	(reason) => {
		expect(refusalWords({ field: '', reason, status: 403 }).why).toContain(reason);
	}
);

it('says the status where the server gave no reason', () => {
	expect(refusalWords({ field: '', reason: '', status: 418 }).why).toContain('418');
});
