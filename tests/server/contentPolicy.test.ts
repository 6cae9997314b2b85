import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentPolicy } from '../../server/contentPolicy.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'policy-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function build(policy: string, seconds: number): void {
	const page = path.join(folder, 'index.html');
	writeFileSync(page, `<meta http-equiv="content-security-policy" content="${policy}">`);
	utimesSync(page, seconds, seconds);
}

test('the header says what the page says, and follows a page that is built anew', () => {
	const policy = contentPolicy(folder);
	expect(policy()).toMatch(/^default-src 'self'.*frame-ancestors 'none'$/);
	build("script-src &#39;self&#39; 'sha256-one'", 1000);
	expect(policy()).toBe("script-src 'self' 'sha256-one'; frame-ancestors 'none'");
	build("script-src 'sha256-two';", 2000);
	expect(policy()).toBe("script-src 'sha256-two'; frame-ancestors 'none'");
});
