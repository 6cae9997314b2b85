import { describe, expect, it } from 'vitest';
import { weakness } from '../../../server/accounts/passwordRules.ts';

describe('the rules of passwords', () => {
	it.each([
		['neunZeich', 'short'],
		['😀😀😀😀😀', 'short'],
		['aaaaaaaaaaaa', 'common'],
		['Passwort2026!', 'common'],
		['12345678910', 'common'],
		['qwertzuiop1', 'common'],
		['sabine.huber', 'name'],
		['Huber-2026-Linz', undefined],
		['HuberHuber1', 'name'],
		['blaue Hanteln', undefined],
		['mein Passwort kennt nur die Katze', undefined],
		['zwölf Kugeln Eis', undefined]
	])('%s: %s', (password, reason) => {
		expect(weakness(password, ['sabine.huber', 'Huber, Sabine'])).toBe(reason);
	});
});
