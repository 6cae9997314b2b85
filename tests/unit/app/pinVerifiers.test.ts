import { expect, test } from 'vitest';
import { PinVerifiers, type PinStanding } from '../../../src/lib/app/pinVerifiers.ts';
import { Settings } from '../../../src/lib/data/settings.ts';
import { lesserRole, type Role } from '../../../src/lib/domain/directory.ts';
import { pinNumberOf, withNewPins } from '../../../src/lib/domain/pinNumbers.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';

const AT = Date.UTC(2026, 10, 18, 14, 0);
const DAY = 86_400_000;
const STANDING: PinStanding = { number: 2, lasts: 14 * DAY, now: AT + DAY };

async function knowing(): Promise<PinVerifiers> {
	const boot = new MemoryStorage().boot();
	const settings = await Settings.open(await boot.rows(), boot.channel('settings'), () => undefined);
	const verifiers = new PinVerifiers(settings, crypto);
	await verifiers.remember('100', { pin: '4711', role: 'lead', number: 2, at: AT });
	return verifiers;
}

test('a PIN that the server has confirmed here opens without it, another does not', async () => {
	const verifiers = await knowing();
	expect(await verifiers.check('100', '4711', STANDING)).toEqual({ kind: 'right', role: 'lead' });
	expect(await verifiers.check('100', '4712', STANDING)).toMatchObject({ kind: 'wrong' });
	expect(await verifiers.check('101', '4711', STANDING)).toEqual({ kind: 'unknown' });
});

test('a PIN that was replaced since is known no longer, whatever is heard later', async () => {
	const verifiers = await knowing();
	expect(await verifiers.check('100', '4711', { ...STANDING, number: 3 })).toEqual({ kind: 'unknown' });
	expect(await verifiers.check('100', '4711', STANDING)).toEqual({ kind: 'unknown' });
});

test('a confirmation counts for as long as a device may be without contact', async () => {
	const verifiers = await knowing();
	const last = { ...STANDING, now: AT + 14 * DAY };
	expect(await verifiers.check('100', '4711', last)).toMatchObject({ kind: 'right' });
	expect(await verifiers.check('100', '4711', { ...last, now: last.now + 1 })).toEqual({ kind: 'unknown' });
});

test('each replacement raises the number of that person alone', () => {
	const first = withNewPins(undefined, ['100']);
	const second = withNewPins(first, ['100', '101']);
	expect(['100', '101', '102'].map((staff) => pinNumberOf(second, staff))).toEqual([2, 1, 0]);
});

test.each<[Role, Role, Role]>([
	['lead', 'lead', 'lead'],
	['lead', 'staff', 'staff'],
	['staff', 'lead', 'staff'],
	['lead', 'office', 'staff'],
	['admin', 'lead', 'lead'],
	['office', 'admin', 'office']
])('of %s and %s only %s is certain', (one, other, lesser) => {
	expect(lesserRole(one, other)).toBe(lesser);
});
