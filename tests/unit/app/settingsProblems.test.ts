import { describe, expect, it } from 'vitest';
import { settingsBody } from '../../../server/api/settings.ts';
import * as v from 'valibot';
import {
	changedSettings,
	settingsOf,
	settingsProblems,
	typedSettings
} from '../../../src/lib/app/settingsProblems.ts';
import { DEFAULT_SETTINGS } from '../../../src/lib/domain/directory.ts';

const typed = typedSettings(DEFAULT_SETTINGS);

it('settings come through the form as they were', () => {
	expect(settingsProblems(typed)).toEqual({});
	const { boardConnected: _, accessConnected: __, ...own } = DEFAULT_SETTINGS;
	expect(settingsOf(typed)).toEqual(own);
});

it('only what was changed is written, so that another administrator’s part stays', () => {
	expect(changedSettings(typed, DEFAULT_SETTINGS)).toEqual({});
	const changed = { ...typed, archiveAfterDays: '120', boardKinds: [] };
	expect(changedSettings(changed, DEFAULT_SETTINGS)).toEqual({ archiveAfterDays: 120, boardKinds: [] });
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
	['boardCategory', 'x'.repeat(201), false],
	['boardCategory', '', true],
	['archiveAfterDays', '29', false],
	['archiveAfterDays', '30', true],
	['archiveAfterDays', '3651', false],
	['messageDays', '365', false],
	['messageDays', '366', true],
	['evidenceDays', '0', false],
	['evidenceDays', '3650', true],
	['lockAfterDays', '91', false],
	['lockAfterDays', '1', true],
	['oldestApp', '', true],
	['oldestApp', ' 1.2.3 ', true],
	['oldestApp', '1.2', false],
	['oldestApp', 'neu', false],
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
