import { expect, it } from 'vitest';
import { Crowd, GATEWAY_LIMITS } from '../../../server/gateway/crowd.ts';

function enterOften(crowd: Crowd, session: string, times: number): number {
	let letIn = 0;
	for (let i = 0; i < times; i += 1) {
		try {
			crowd.enter(session)();
			letIn += 1;
		} catch {
			// counted by what is missing
		}
	}
	return letIn;
}

it('lets a session in 2000 times at once, then 50 times a second, and another as often', () => {
	let now = 0;
	const crowd = new Crowd(() => now, GATEWAY_LIMITS);
	expect(enterOften(crowd, 'a', 3000)).toBe(2000);
	now += 1000;
	expect(enterOften(crowd, 'a', 3000)).toBe(50);
	expect(enterOften(crowd, 'b', 3000)).toBe(2000);
	now += 3_600_000;
	expect(enterOften(crowd, 'a', 3000)).toBe(2000);
});

it('counts by its own limits', () => {
	const crowd = new Crowd(() => 0, { atOnce: 1, perSecond: 1, savedUp: 3 });
	expect(enterOften(crowd, 'a', 10)).toBe(3);
});

it('does not let in more than 60 that stay, nor gain by a clock that is set back', () => {
	let now = 1_000_000;
	const crowd = new Crowd(() => now, GATEWAY_LIMITS);
	const leave = Array.from({ length: 60 }, () => crowd.enter('a'));
	expect(() => crowd.enter('a')).toThrow(expect.objectContaining({ code: 'too-many-requests' }));
	leave[0]?.();
	crowd.enter('a');
	now = 0;
	expect(enterOften(crowd, 'b', 2100)).toBe(2000);
	now = -1000;
	expect(enterOften(crowd, 'b', 10)).toBe(0);
});
