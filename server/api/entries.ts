import * as v from 'valibot';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { newEntriesKey } from '../entries/key.ts';
import { takeEntryFile, takeEntryList } from '../entries/readEntries.ts';
import { ServerError } from '../errors.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';
import { requireSession } from '../session.ts';
import { asAnswer } from './import.ts';
import type { Api } from './valibot.ts';

/** Largest delivery, bytes: three days of a hundred studios. Larger files go through the watched folder. */
export const MAX_DELIVERY_BYTES = 16 * 1024 * 1024;
/** Most events of one delivery. */
export const MAX_DELIVERED = 100_000;

/** Deliveries of one address: one a second, and some that were held up. */
const DELIVERIES = { max: 120, timeWindow: 60_000 };

const list = v.object({ events: v.array(v.unknown()) });
const answer = v.object({
	taken: v.number(),
	known: v.number(),
	tooOld: v.number(),
	rejected: v.array(v.object({ line: v.number(), reason: v.string() }))
});

async function take(ctx: ServerContext, body: unknown) {
	if (Buffer.isBuffer(body)) return await takeEntryFile(ctx, body, MAX_DELIVERED);
	const sent = v.safeParse(list, body, { abortEarly: true });
	if (!sent.success) throw new ServerError('bad-request', { field: 'events' });
	const { events } = sent.output;
	if (events.length > MAX_DELIVERED) throw new UnreadableFile('too-many-rows', 'Mehr als 100.000 Eintritte.');
	return await takeEntryList(ctx, events);
}

/** Entry events of the access control, which delivers them with a key of its own (DESIGN § 8, S11b). */
export function entryRoutes(api: Api, ctx: ServerContext): void {
	api.post('/connectors/entries-key', async (request) => {
		const key = await newEntriesKey(ctx);
		const who = whoIs(requireSession(request).identity);
		await ctx.audit.record({ what: 'connector', who, detail: { changed: 'entries-key' } });
		return { key };
	});

	// no other route takes CSV
	void api.register(async (scope) => {
		scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
		scope.post(
			'/entries',
			{
				bodyLimit: MAX_DELIVERY_BYTES,
				config: { rateLimit: DELIVERIES },
				schema: { response: { 200: answer } }
			},
			async ({ body }) => {
				try {
					return await take(ctx, body);
				} catch (error) {
					throw asAnswer(error);
				}
			}
		);
	});
}
