import { expect, it } from 'vitest';
import { PreviewTokens } from '../../../server/api/previewTokens.ts';

const FILES = { sites: Buffer.from('a'), staff: Buffer.from('b') };
const GONE = expect.objectContaining({ code: 'preview-gone' }) as Error;

let now = 0;
const secret = (): Uint8Array => new Uint8Array(32).fill(7);
const tokens = new PreviewTokens({ secret, clock: () => now });

it('holds for the same files of the same person, at any server', () => {
	const token = tokens.issue('anna', FILES);
	const elsewhere = new PreviewTokens({ secret, clock: () => now });
	elsewhere.check('anna', { staff: Buffer.from('b'), sites: Buffer.from('a') }, token);
});

it.each([
	['other files', 'anna', { ...FILES, staff: Buffer.from('c') }],
	['a file more', 'anna', { ...FILES, contacts: Buffer.from('') }],
	['a file less', 'anna', { sites: FILES.sites }],
	['files that changed places', 'anna', { sites: FILES.staff, staff: FILES.sites }],
	['somebody else', 'berta', FILES]
])('does not hold for %s', (_what, account, files) => {
	const token = tokens.issue('anna', FILES);
	expect(() => tokens.check(account, files, token)).toThrow(GONE);
});

it('holds for 15 minutes, and nobody can make it last longer', () => {
	const token = tokens.issue('anna', FILES);
	const [until = '', proof = ''] = token.split('.');
	now += 15 * 60_000;
	tokens.check('anna', FILES, token);
	now += 1;
	expect(() => tokens.check('anna', FILES, token)).toThrow(GONE);
	expect(() => tokens.check('anna', FILES, `${Number(until) + 1000}.${proof}`)).toThrow(GONE);
});

it.each(['', '.', 'x', '1.', '9999999999999999.x', `${'9'.repeat(15)}.`])('%j is none', (token) => {
	expect(() => tokens.check('anna', FILES, token)).toThrow(GONE);
});
