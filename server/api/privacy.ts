import * as v from 'valibot';
import { contact } from '../../src/lib/domain/directory.ts';
import { entryEvent } from '../../src/lib/domain/entries.ts';
import { isFactId } from '../../src/lib/domain/ids.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { eraseContact, erasureIdOf } from '../erasure/eraseContact.ts';
import { listErased } from '../erasure/erasedDocs.ts';
import { contactFile } from '../export/contactFile.ts';
import { ServerError } from '../errors.ts';
import { PictureStore } from '../pictures/pictureStore.ts';
import { requireSession } from '../session.ts';
import { key, milliseconds } from './schemas.ts';
import type { Api } from './valibot.ts';

/** More messages about others than anybody would look through one by one. */
const MOST_MENTIONS = 1000;

const params = v.object({ contact: key });
const subject = v.object({
	id: v.string(),
	archived: v.boolean(),
	/** Facts of a later version may be among them */
	facts: v.array(v.looseObject({ _id: v.string() }))
});
const file = v.object({
	ids: v.array(v.string()),
	contacts: v.array(contact),
	subjects: v.array(subject),
	entries: v.array(v.object({ ...entryEvent.entries, site: v.string() })),
	/** base64; absent where it was removed or has not arrived */
	pictures: v.array(
		v.object({ id: v.string(), mediaType: v.optional(v.string()), data: v.optional(v.string()) })
	),
	mentions: v.array(subject),
	/** What is on its way to the board or the access control about them */
	deliveries: v.array(v.looseObject({ to: v.string(), message: v.string() }))
});
const counts = v.object({
	contacts: v.number(),
	messages: v.number(),
	archived: v.number(),
	pictures: v.number(),
	entries: v.number()
});
const erasure = v.object({
	/** Names nobody */
	id: v.string(),
	at: milliseconds,
	by: v.string(),
	counts,
	/** Absent while it is under way */
	doneAt: v.optional(milliseconds),
	/** When something had come back and was erased again */
	againAt: v.optional(milliseconds)
});

/** The rights of the persons (Art. 15 and 17 GDPR): all there is on a contact, its erasure, and the list of erasures, which names nobody. */
export function privacyRoutes(api: Api, ctx: ServerContext): void {
	const pictures = new PictureStore(ctx.couch, ctx.clock);

	api.get(
		'/privacy/contacts/:contact',
		{ schema: { params, response: { 200: file } } },
		async (request, reply) => {
			reply.header('cache-control', 'no-store');
			const { contact: id } = request.params;
			const found = await contactFile(ctx, id);
			const who = whoIs(requireSession(request).identity);
			// by the name that the list of erasures has for them: entries here are never taken back
			await ctx.audit.record({ what: 'export', who, about: erasureIdOf(ctx, id) });
			const withPictures = await Promise.all(
				found.pictures.map(async (picture) => {
					const stored = await pictures.get(picture);
					if (stored === undefined || stored === 'gone') return { id: picture };
					return { id: picture, mediaType: stored.mediaType, data: stored.bytes.toString('base64') };
				})
			);
			const loose = (subjects: typeof found.subjects) =>
				subjects.map(({ facts, ...rest }) => ({ ...rest, facts: facts.map((fact) => ({ ...fact })) }));
			return {
				...found,
				ids: [...found.ids],
				contacts: [...found.contacts],
				entries: [...found.entries],
				subjects: loose(found.subjects),
				mentions: loose(found.mentions),
				deliveries: found.deliveries.map((delivery) => ({ ...delivery })),
				pictures: withPictures
			};
		}
	);

	const body = v.object({
		/** The KundenID once more: this cannot be taken back */
		confirm: key,
		/** Messages and checks among the mentions that are to go as well */
		also: v.pipe(v.array(v.pipe(v.string(), v.check(isFactId, 'no id'))), v.maxLength(MOST_MENTIONS))
	});
	api.post(
		'/privacy/contacts/:contact/erase',
		{ schema: { params, body, response: { 200: counts } } },
		async (request) => {
			const { contact: id } = request.params;
			const { confirm, also } = request.body;
			if (confirm !== id)
				throw new ServerError('bad-request', { field: 'confirm', reason: 'another KundenID' });
			const who = whoIs(requireSession(request).identity);
			return (await eraseContact(ctx, { contact: id, also, who })).counts;
		}
	);

	const list = { response: { 200: v.object({ erasures: v.array(erasure) }) } };
	api.get('/privacy/erasures', { schema: list }, async () => {
		const docs = [...(await listErased(ctx))].sort(([, a], [, b]) => b.at - a.at);
		return {
			erasures: docs.map(([id, { at, by, counts: found, doneAt, againAt }]) => ({
				id,
				at,
				by: by.name,
				counts: found,
				doneAt,
				againAt
			}))
		};
	});
}
