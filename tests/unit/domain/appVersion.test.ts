import { expect, test } from 'vitest';
import { isOlder } from '../../../src/lib/domain/appVersion.ts';

test.each([
	['0.1.0', '0.1.0', false],
	['0.9.0', '0.10.0', true],
	['1.0.0', '0.10.0', false],
	['1.2', '1.2.1', true],
	['1.2.3', '', false],
	['1.2.3-rc.1', '1.2.3', false]
])('%s is older than %s: %s', (version, than, older) => {
	expect(isOlder(version, than)).toBe(older);
});
