import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorCodes } from '../../../server/errors.ts';
import type { RejectionCode } from '../../../server/import/rowProblem.ts';
import { adminErrorText, rejectionText } from '../../../src/lib/app/adminWords.ts';
import { ApiProblem } from '../../../src/lib/app/api/call.ts';
import { getLocale, overwriteGetLocale } from '../../../src/lib/paraglide/runtime.js';

const german = getLocale;
afterEach(() => overwriteGetLocale(german));

const every: Record<RejectionCode, true> = {
	columns: true,
	damaged: true,
	date: true,
	'date-form': true,
	duplicate: true,
	invalid: true,
	kind: true,
	'line-break': true,
	long: true,
	'no-id': true,
	pin: true,
	quote: true,
	role: true,
	'row-size': true,
	site: true,
	state: true
};
const codes = Object.keys(every);

describe('why a row was rejected', () => {
	it('is the sentence of the importer, which names the value', () => {
		expect(rejectionText({ line: 2, code: 'site', reason: 'Unbekannter Standort XXX' })).toBe(
			'Unbekannter Standort XXX'
		);
	});

	it('is said in English too, each reason in words of its own', () => {
		overwriteGetLocale(() => 'en');
		const words = codes.map((code) => rejectionText({ line: 2, code, reason: 'deutsch' }));
		expect(new Set(words).size).toBe(codes.length);
		expect(words).not.toContain('deutsch');
	});
});

describe('what the server says went wrong', () => {
	it('has words for every code, known or not', () => {
		for (const code of [...Object.keys(errorCodes), 'offline', 'broken-off', 'from-the-future']) {
			expect(adminErrorText(new ApiProblem(code))).toMatch(/\.$/);
		}
	});

	it("gives the importer's sentence where there is one", () => {
		const problem = new ApiProblem('unreadable-file', { sentence: 'Die Datei ist leer.' });
		expect(adminErrorText(problem)).toBe('Die Datei ist leer.');
		overwriteGetLocale(() => 'en');
		expect(adminErrorText(problem)).toContain('CSV');
	});

	it('hides no mistake of the program', () => {
		const reported = vi.fn();
		vi.stubGlobal('reportError', reported);
		const mistake = new TypeError('x');
		expect(adminErrorText(mistake)).not.toBe('');
		expect(reported).toHaveBeenCalledExactlyOnceWith(mistake);
		vi.unstubAllGlobals();
	});
});
