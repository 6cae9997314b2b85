import { expect, test } from 'vitest';
import { accountProblems, SHORTEST_PASSWORD } from '../../../src/routes/setup/accountProblems.ts';

const GOOD = {
	code: 'ABCD',
	company: 'MAGICFIT',
	name: 'Anna Berger',
	username: 'anna.berger',
	password: 'blaue Hanteln',
	repeated: 'blaue Hanteln'
};

test('an account with everything has no problems', () => {
	expect(accountProblems(GOOD)).toEqual({});
});

test.each([
	['code', ' '],
	['company', ''],
	['name', '  '],
	['username', 'anna berger'],
	['username', ''],
	['password', 'x'.repeat(SHORTEST_PASSWORD - 1)],
	['repeated', 'blaue hanteln']
] as const)('%s "%s" is said to be wrong', (field, value) => {
	expect(Object.keys(accountProblems({ ...GOOD, [field]: value }))).toEqual([field]);
});
