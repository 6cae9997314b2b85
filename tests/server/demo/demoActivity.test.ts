import { describe, expect, test } from 'vitest';
import { fieldsOf, problemsFor } from './intentChecks.ts';
import { makeDemoActivity } from '../../../server/demo/demoActivity.ts';
import { makeDemoDirectory } from '../../../server/demo/demoDirectory.ts';
import { dayOf } from '../../../src/lib/domain/time/zone.ts';

const DAY = 86_400_000;

describe.each([
	['an evening', '2026-11-18T20:41:07.250Z'],
	['just after midnight', '2026-11-18T23:05:00.000Z'],
	['an early morning after the clocks changed', '2026-03-29T03:30:00.000Z']
])('makeDemoActivity on %s', (_, at) => {
	const now = new Date(at);
	const directory = makeDemoDirectory(7, now);
	const { messages, checks } = makeDemoActivity(directory, now, 7);

	test('gives 600 messages of all kinds, and about 40 checks', () => {
		expect(messages).toHaveLength(600);
		expect(checks).toHaveLength(40);
		for (const kind of ['internal', 'camera', 'block', 'violation', 'feedback']) {
			expect(messages.filter((message) => message.kind === kind).length).toBeGreaterThan(30);
		}
	});

	test('is the same for the same seed and time', () => {
		expect(makeDemoActivity(directory, now, 7)).toEqual({ messages, checks });
	});

	test('each message could have been saved as it is', () => {
		for (const message of messages) expect(problemsFor(message, directory)).toEqual([]);
		expect(
			messages.filter((message) => fieldsOf(message).some((text) => /[{}]|undefined/.test(text)))
		).toEqual([]);
	});

	test('is of the last 90 days, in order, and nothing is answered before it was asked or after now', () => {
		expect(messages.map((message) => message.at)).toEqual(messages.map((message) => message.at).sort());
		for (const { at: written, done, transferred, lifted, withdrawn, footageAt } of messages) {
			expect(Date.parse(written)).toBeGreaterThan(now.getTime() - 91 * DAY);
			expect(Date.parse(written)).toBeLessThan(now.getTime());
			if (footageAt) expect(footageAt <= written).toBe(true);
			for (const answer of [done, transferred, lifted, withdrawn]) {
				if (!answer) continue;
				expect(answer.at > written).toBe(true);
				expect(Date.parse(answer.at)).toBeLessThan(now.getTime());
			}
		}
		expect(
			messages.filter((message) => Date.parse(message.at) > now.getTime() - 2 * DAY).length
		).toBeGreaterThan(5);
	});

	test('incidents lie within their check, and in its footage', () => {
		for (const { check: index, at: written, staff, site, footageAt = '' } of messages) {
			if (index === undefined) continue;
			const check = checks[index];
			expect(check).toMatchObject({ staff, site });
			expect(written > (check?.start ?? '')).toBe(true);
			if (check?.end) expect(written < check.end).toBe(true);
			if (check?.from) expect(footageAt >= check.from && footageAt <= (check.until ?? '')).toBe(true);
		}
	});

	test('every check but two was filed on its day, with incidents only where some were logged', () => {
		const open = checks.filter(({ end }) => end === undefined);
		expect(open.map(({ site }) => site)).toEqual(['FRS', 'LNU']);
		checks.forEach(({ start, end, outcome, until, site }, index) => {
			if (until !== undefined) expect(until <= start).toBe(true);
			if (end === undefined) return;
			expect(dayOf(Date.parse(end), 'Europe/Vienna')).toBe(dayOf(Date.parse(start), 'Europe/Vienna'));
			const incidents = messages.filter(({ check }) => check === index).length;
			expect(incidents > 0).toBe(outcome === 'incidents');
			const next = checks.find((other) => other.site === site && other.start > start);
			expect(next === undefined || next.start > end).toBe(true);
		});
	});

	test('leaves something to do and somebody blocked', () => {
		expect(messages.filter(({ forInformation, done }) => !forInformation && !done).length).toBeGreaterThan(
			20
		);
		const active = messages.filter(
			({ block, lifted, withdrawn }) => block && !lifted && !withdrawn && !(block.until && block.until <= at)
		);
		expect(active.length).toBeGreaterThan(5);
		expect(messages.filter(({ withdrawn }) => withdrawn).length).toBeGreaterThan(0);
	});

	test('says the same thing rarely, and some contacts come up again', () => {
		const counts = (values: string[]) => {
			const found = new Map<string, number>();
			for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
			return [...found.values()];
		};
		expect(Math.max(...counts(messages.map(({ text }) => text)))).toBeLessThan(30);
		expect(new Set(messages.map(({ text }) => text)).size).toBeGreaterThan(250);
		const named = messages.flatMap(({ contact }) => (contact.kind === 'contact' ? [contact.id] : []));
		expect(Math.max(...counts(named))).toBeGreaterThanOrEqual(3);
	});
});
