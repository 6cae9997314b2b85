import type { FastifyRequest } from 'fastify';
import { ServerError } from './errors.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
/** Content types that no page of another origin can send without asking first. */
const SENT_BY_OURS = /^(application\/(json|octet-stream)|multipart\/form-data|text\/csv)\b/i;

/**
 * Refuses what a page of another origin had a browser send. The cookie is SameSite=Strict already; other ports of one host
 * are the same site all the same. Programs send neither header, and hold no cookie that anybody could misuse.
 * @throws ServerError `foreign-origin`, `unsupported-type`, `bad-request`
 */
export function refuseForeign({ method, headers, raw }: FastifyRequest): void {
	// RFC 9112 § 3.2: of two, a proxy might have gone by the other one
	if (raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length > 1)
		throw new ServerError('bad-request', { reason: 'host' });
	if (SAFE.includes(method)) return;
	const site = headers['sec-fetch-site'];
	const { origin } = headers;
	// the browser compared already, with what stands in its address bar: behind a proxy only it knows
	const own =
		site === undefined ? origin === undefined || hostOf(origin) === headers.host : site === 'same-origin';
	if (!own) throw new ServerError('foreign-origin');
	const type = headers['content-type'];
	if (type !== undefined && !SENT_BY_OURS.test(type)) throw new ServerError('unsupported-type');
	if (type === undefined && Number(headers['content-length'] ?? 0) > 0)
		throw new ServerError('unsupported-type');
}

function hostOf(origin: string): string | undefined {
	return URL.canParse(origin) ? new URL(origin).host : undefined;
}
