import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { errorCodes } from '../../server/errors.ts';

it('docs/errors.md has every error, with its status, and no other', async () => {
	const docs = await readFile('docs/errors.md', 'utf8');
	const listed = [...docs.matchAll(/^\| `([a-z-]+)`\s+\| (\d{3})\s+\|/gm)].map(
		([, code, status]) => `${code} ${status}`
	);
	const known = Object.entries(errorCodes).map(([code, { status }]) => `${code} ${status}`);
	expect(listed.sort()).toEqual(known.sort());
});
