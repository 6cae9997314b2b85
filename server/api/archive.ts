import * as v from 'valibot';
import { linkedIds } from '../../src/lib/domain/contactLinks.ts';
import { instant } from '../../src/lib/domain/facts/fields.ts';
import { MESSAGE_KINDS } from '../../src/lib/domain/facts/message.ts';
import { isFactId } from '../../src/lib/domain/ids.ts';
import { MAX_SHORT } from '../../src/lib/domain/limits.ts';
import { searchArchive, type Place } from '../archive/searchArchive.ts';
import type { ServerContext } from '../context.ts';
import { key } from './schemas.ts';
import type { Api } from './valibot.ts';

/** Where a page ended, as the browser hands it back: the time and the id of the last message, one after the other. */
const cursor = v.pipe(
	v.string(),
	v.transform((text): Place => {
		const [at = '', id = ''] = text.split(' ');
		return { at, id };
	}),
	v.check(({ at, id }) => v.is(instant, at) && isFactId(id), 'no place')
);

/** Most messages on one page. */
const MOST = 200;

const query = v.object({
	text: v.optional(v.pipe(v.string(), v.maxLength(MAX_SHORT))),
	contact: v.optional(key),
	site: v.optional(key),
	kind: v.optional(v.picklist(MESSAGE_KINDS)),
	/** Included */
	from: v.optional(instant),
	/** Not included */
	until: v.optional(instant),
	after: v.optional(cursor),
	/** Messages on one page; 30 where nothing is said */
	limit: v.optional(v.pipe(v.string(), v.digits(), v.toNumber(), v.minValue(1), v.maxValue(MOST)))
});

const page = v.object({
	/** Newest first, each with all that was said of it; facts of a later version may be among them */
	messages: v.array(v.object({ facts: v.array(v.looseObject({ _id: v.string() })) })),
	/** To be given as `after`; absent at the end. A page may have fewer messages than fit and still not be the last */
	next: v.optional(v.string())
});

/** The archive, for every device and person: what is in it was on all of them (S1, S20). */
export function archiveRoutes(api: Api, ctx: ServerContext): void {
	api.get('/archive', { schema: { querystring: query, response: { 200: page } } }, async (request) => {
		const { contact, ...rest } = request.query;
		const { links } = (await ctx.directory.readDoc('contactLinks')) ?? { links: [] };
		const contacts = contact === undefined ? undefined : (linkedIds(links).get(contact) ?? [contact]);
		const { messages, next } = await searchArchive(ctx.couch, { ...rest, contacts });
		return {
			messages: messages.map(({ facts }) => ({ facts: facts.map((fact) => ({ ...fact })) })),
			next: next && `${next.at} ${next.id}`
		};
	});
}
