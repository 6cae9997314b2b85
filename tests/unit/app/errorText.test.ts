import { afterEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../../src/lib/app/api/call.ts';
import { errorText, startFailureText } from '../../../src/lib/app/wording.ts';
import { StorageFull, StorageLost } from '../../../src/lib/data/errors.ts';

const reported = vi.fn();
vi.stubGlobal('reportError', reported);
afterEach(() => reported.mockClear());

test('storage that the browser has closed is said, with what to do', () => {
	expect(errorText(new StorageLost('closing'))).toMatch(/nicht gespeichert.*neu/);
	expect(errorText(new StorageFull('full'))).toMatch(/voll/);
	expect(reported).not.toHaveBeenCalled();
});

test('a mistake of the program is said in general, and goes where uncaught errors go', () => {
	const mistake = new TypeError('undefined is not a function');
	expect(errorText(mistake)).toMatch(/noch einmal.*neu/);
	expect(reported).toHaveBeenCalledExactlyOnceWith(mistake);
});

test('what the server says is none', () => {
	expect(errorText(new ApiProblem('offline'))).toMatch(/nicht erreichbar/);
	expect(reported).not.toHaveBeenCalled();
});

test('a start that failed names the storage only where that is the cause', () => {
	expect(startFailureText(new StorageLost('closing')).title).toBe('Speicher unterbrochen');
	expect(startFailureText(new TypeError('x')).title).toBe('Dienstbuch konnte nicht geöffnet werden');
});
