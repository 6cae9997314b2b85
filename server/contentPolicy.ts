import { readFileSync } from 'node:fs';
import path from 'node:path';

const META = /<meta[^>]+http-equiv="content-security-policy"[^>]*content="([^"]*)"/i;
/** Where there is no page, or one that was built otherwise. */
const WITHOUT_PAGE = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";

/**
 * The Content-Security-Policy header. SvelteKit writes the policy into the page, with the hash of its one inline script; the
 * header must say the same, since a browser holds to both, and adds what a page cannot say of itself.
 */
export function contentPolicy(clientDir: string): string {
	const inPage = META.exec(readPage(clientDir))?.[1];
	return `${(inPage ?? WITHOUT_PAGE).replace(/&#39;|&#x27;/g, "'").replace(/;\s*$/, '')}; frame-ancestors 'none'`;
}

function readPage(clientDir: string): string {
	try {
		return readFileSync(path.join(clientDir, 'index.html'), 'utf8');
	} catch {
		// not built: the server still serves the API
		return '';
	}
}
