import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const META = /<meta[^>]+http-equiv="content-security-policy"[^>]*content="([^"]*)"/i;
/** Where there is no page, or one that was built otherwise. */
const WITHOUT_PAGE = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";

/**
 * Gives the Content-Security-Policy header. SvelteKit writes the policy into the page, with the hash of its one inline script; the
 * header must say the same, since a browser holds to both, and adds what a page cannot say of itself. It follows the page: one that was
 * built anew while the server runs has another hash, and would stay white under the old header.
 */
export function contentPolicy(clientDir: string): () => string {
	const page = path.join(clientDir, 'index.html');
	let changed: number | undefined;
	let policy = '';
	return () => {
		// Without a page there is nothing to follow: the server still serves the API.
		const { mtimeMs = 0 } = statSync(page, { throwIfNoEntry: false }) ?? {};
		if (mtimeMs !== changed) policy = policyFor(mtimeMs === 0 ? '' : readFileSync(page, 'utf8'));
		changed = mtimeMs;
		return policy;
	};
}

function policyFor(page: string): string {
	const inPage = META.exec(page)?.[1] ?? WITHOUT_PAGE;
	return `${inPage.replace(/&#39;|&#x27;/g, "'").replace(/;\s*$/, '')}; frame-ancestors 'none'`;
}
