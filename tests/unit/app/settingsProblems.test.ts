import { describe, expect, it } from 'vitest';
import { settingsBody } from '../../../server/api/settings.ts';
import * as v from 'valibot';
import { settingsOf, settingsProblems, typedSettings } from '../../../src/lib/app/settingsProblems.ts';
import { DEFAULT_SETTINGS } from '../../../src/lib/domain/directory.ts';

const typed = typedSettings(DEFAULT_SETTINGS);

it('settings come through the form as they were', () => {
	expect(settingsProblems(typed)).toEqual({});
	expect(settingsOf(typed)).toEqual(DEFAULT_SETTINGS);
});

/** Each case: field, what is typed, whether it is all right. */
const cases = [
	['company', ' ', false],
	['company', 'x'.repeat(201), false],
	['company', ` ${'x'.repeat(200)} `, true],
	['boardUrl', 'board.beispiel.at', false],
	['boardUrl', 'javascript:alert(1)', false],
	['boardUrl', ' https://board.beispiel.at/c/1 ', true],
	['boardUrl', `https://board.beispiel.at/${'x'.repeat(2000)}`, false],
	['timeZone', '', false],
	['timeZone', 'Europe/Berlin', true],
	['idleMinutes', '', false],
	['idleMinutes', '0', false],
	['idleMinutes', '1.5', false],
	['idleMinutes', 'drei', false],
	['idleMinutes', '60', true],
	['idleMinutes', '61', false],
	['idleMinutesDuringCheck', '240', true],
	['idleMinutesDuringCheck', '241', false]
] as const;

describe.each(cases)('%s: %j', (field, value, fine) => {
	it('is judged as the server judges it', () => {
		const changed = { ...typed, [field]: value };
		expect(Object.keys(settingsProblems(changed))).toEqual(fine ? [] : [field]);
		expect(v.is(settingsBody, settingsOf(changed))).toBe(fine);
	});
});
