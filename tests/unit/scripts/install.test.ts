import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../../scripts/prepare/install.mjs';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'install-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function locked(packages: Record<string, object>): void {
	writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages }));
}

function installed(packages: Record<string, object>): void {
	mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
	writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

describe('isInstalled', () => {
	it('is false on a fresh clone', () => {
		locked({ '': {}, 'node_modules/a': { version: '1.0.0' } });
		expect(isInstalled({ dev: false, folder })).toBe(false);
	});

	it('is true where every version fits, the project itself aside', () => {
		locked({ '': { version: '0.2.0' }, 'node_modules/a': { version: '1.0.0' } });
		installed({ 'node_modules/a': { version: '1.0.0' } });
		expect(isInstalled({ dev: true, folder })).toBe(true);
	});

	it('is false where the lock file asks for another version', () => {
		locked({ 'node_modules/a': { version: '1.0.1' } });
		installed({ 'node_modules/a': { version: '1.0.0' } });
		expect(isInstalled({ dev: false, folder })).toBe(false);
	});

	it('asks for the tools of the build only where something is to be built', () => {
		locked({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', dev: true } });
		installed({ 'node_modules/a': { version: '1.0.0' } });
		expect(isInstalled({ dev: false, folder })).toBe(true);
		expect(isInstalled({ dev: true, folder })).toBe(false);
	});

	it('does not miss what npm left out since it is for another platform', () => {
		locked({
			'node_modules/a': { version: '1.0.0' },
			'node_modules/mac-only': { version: '2.0.0', optional: true }
		});
		installed({ 'node_modules/a': { version: '1.0.0' } });
		expect(isInstalled({ dev: true, folder })).toBe(true);
	});
});
