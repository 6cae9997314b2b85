import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkedIds } from '../../../src/lib/domain/contactLinks.ts';

const link = (old: string, now: string) => ({ old, new: now });

describe('linked KundenIDs', () => {
	test('are nobody where there are no links', () => {
		expect(linkedIds([]).size).toBe(0);
	});

	test('are one person over several changes, from whichever of them one looks', () => {
		const linked = linkedIds([link('1', '2'), link('8', '9'), link('2', '3')]);
		for (const id of ['1', '2', '3']) expect(linked.get(id)).toEqual(['1', '2', '3']);
		expect(linked.get('9')).toEqual(['8', '9']);
		expect(linked.get('4')).toBeUndefined();
	});

	test('may lead in a circle, to themselves, or be told twice', () => {
		const linked = linkedIds([link('1', '2'), link('2', '1'), link('3', '3'), link('1', '2')]);
		expect(linked.get('1')).toEqual(['1', '2']);
		expect(linked.get('3') ?? ['3']).toEqual(['3']);
	});

	test('do not depend on the order of the links, and each says the same as all of its group', () => {
		const id = fc.constantFrom('1', '2', '3', '4', '5', '6');
		const links = fc.array(fc.record({ old: id, new: id }), { maxLength: 8 });
		fc.assert(
			fc.property(
				links.chain((given) =>
					fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))
				),
				([given, shuffled]) => {
					const linked = linkedIds(given);
					expect(linkedIds(shuffled)).toEqual(linked);
					for (const { old, new: now } of given)
						if (old !== now) expect(linked.get(old)).toBe(linked.get(now));
					for (const [member, group] of linked) {
						expect(group).toContain(member);
						for (const other of group) expect(linked.get(other)).toEqual(group);
					}
				}
			)
		);
	});
});
