import { expect, test } from 'vitest';
import { UnconfirmedPins } from '../../../src/lib/app/unconfirmedPins.ts';
import { Settings } from '../../../src/lib/data/settings.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import { NOW } from '../domain/writer.ts';

async function keeping(pins: Readonly<Record<string, string>>): Promise<UnconfirmedPins> {
	const boot = new MemoryStorage().boot();
	const settings = await Settings.open(await boot.rows(), boot.channel('settings'), () => undefined);
	const unconfirmed = new UnconfirmedPins(settings, crypto);
	for (const [shift, pin] of Object.entries(pins)) await unconfirmed.keep(shift, await unconfirmed.tag(pin));
	return unconfirmed;
}

test('a PIN leads to the shift that began with it, and to none that is not asked about', async () => {
	const pins = await keeping({ hers: '2718', another: '0000' });
	expect(await pins.check(['another', 'hers'], '2718', NOW)).toEqual({ kind: 'right', shift: 'hers' });
	expect(await pins.check(['another'], '2718', NOW)).toEqual({ kind: 'wrong', triesLeft: 4 });
	expect(await pins.check(['third'], '2718', NOW)).toEqual({ kind: 'unknown' });
});

test('a shift begun with a PIN that one knows gives no new tries at the PIN of another', async () => {
	const pins = await keeping({ hers: '2718', mine: '0000' });
	for (const guess of ['1111', '2222', '3333', '4444']) await pins.check(['mine', 'hers'], guess, NOW);
	expect(await pins.check(['mine', 'hers'], '0000', NOW)).toEqual({ kind: 'right', shift: 'mine' });
	expect(await pins.check(['mine', 'hers'], '5555', NOW)).toEqual({ kind: 'wrong', triesLeft: 4 });
	// hers is locked now, so that the right one is not told from a wrong one
	expect(await pins.check(['mine', 'hers'], '2718', NOW)).toEqual({ kind: 'wrong', triesLeft: 3 });
	expect(await pins.check(['hers'], '2718', NOW)).toEqual({ kind: 'locked', until: NOW + 30_000 });
});

test('what was forgotten while a PIN was being compared stays forgotten', async () => {
	const pins = await keeping({ hers: '2718' });
	const trying = pins.check(['hers'], '1111', NOW);
	await pins.forget(() => true);
	await trying;
	expect(await pins.check(['hers'], '2718', NOW)).toEqual({ kind: 'unknown' });
});
