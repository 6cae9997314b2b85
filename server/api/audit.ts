import * as v from 'valibot';
import { AUDIT_KINDS } from '../../src/lib/domain/audit.ts';
import { isFactId } from '../../src/lib/domain/ids.ts';
import { MAX_KEY } from '../../src/lib/domain/limits.ts';
import { auditRecord } from '../audit/auditDocs.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { requireSession } from '../session.ts';
import { key } from './schemas.ts';
import type { Api } from './valibot.ts';

/** Entries of a page at the most; the list is exported page by page as well. */
const MOST = 500;
/** Facts that are asked about at once. */
const MOST_FACTS = 200;

const instant = v.pipe(
	v.string(),
	v.maxLength(30),
	v.isoTimestamp(),
	// the form alone allows offsets that are none
	v.check((text) => !Number.isNaN(Date.parse(text)), 'no such instant'),
	v.transform((text) => new Date(text).toISOString())
);
const limit = v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(MOST));
const query = v.object({
	/** One kind, or several with commas between */
	what: v.optional(
		v.pipe(
			v.string(),
			v.maxLength(500),
			v.transform((text) => text.split(',')),
			v.array(v.picklist(AUDIT_KINDS))
		)
	),
	account: v.optional(key),
	from: v.optional(instant),
	until: v.optional(instant),
	after: v.optional(v.pipe(v.string(), v.maxLength(MAX_KEY))),
	limit: v.optional(limit, '100')
});
const page = v.object({ entries: v.array(auditRecord), next: v.optional(v.string()) });

const arrival = v.object({
	at: v.string(),
	account: v.string(),
	rescuedBy: v.optional(v.string()),
	facts: v.array(v.string())
});
const arrivalsQuery = v.object({ after: query.entries.after, limit: query.entries.limit });
const arrivalsPage = v.object({ arrivals: v.array(arrival), next: v.optional(v.string()) });

const asked = v.object({
	facts: v.pipe(v.array(v.pipe(v.string(), v.check(isFactId))), v.maxLength(MOST_FACTS))
});
const times = v.object({ times: v.array(v.object({ fact: v.string(), at: v.string() })) });

/** The audit list, for administrators: who did what, and when the server took in each fact. */
export function auditRoutes(api: Api, { audit }: ServerContext): void {
	api.get('/audit', { schema: { querystring: query, response: { 200: page } } }, async (request) => {
		const { entries, next } = await audit.page(request.query);
		return { entries: [...entries], next };
	});

	const list = { querystring: arrivalsQuery, response: { 200: arrivalsPage } };
	api.get('/audit/arrivals', { schema: list }, async (request) => {
		const { arrivals, next } = await audit.arrivals(request.query);
		return { arrivals: arrivals.map(({ facts, ...rest }) => ({ ...rest, facts: [...facts] })), next };
	});

	api.post('/audit/arrivals', { schema: { body: asked, response: { 200: times } } }, async (request) => {
		const found = await audit.arrivalsOf(request.body.facts);
		return { times: [...found].map(([fact, at]) => ({ fact, at })) };
	});

	// the browser makes the file of the pages that it reads; that it did is written down
	api.post('/audit/exported', async (request, reply) => {
		const who = whoIs(requireSession(request).identity);
		await audit.record({ what: 'export', who, detail: { list: 'audit' } });
		return reply.code(204).send();
	});
}
