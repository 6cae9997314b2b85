import * as v from 'valibot';
import { isFactId } from '../../src/lib/domain/ids.ts';
import { MAX_PICTURE_BYTES } from '../../src/lib/domain/limits.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { PictureAllowance } from '../pictures/allowance.ts';
import { useOf } from '../pictures/photoDoc.ts';
import { PictureStore } from '../pictures/pictureStore.ts';
import { requireSender } from '../session.ts';
import type { Api } from './valibot.ts';

/** See `pictureId` of the domain. */
const params = v.object({ id: v.pipe(v.string(), v.regex(/^[a-z2-7]{26}$/)) });
const count = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));
const querystring = v.object({
	offset: v.optional(count, '0'),
	total: v.pipe(count, v.minValue(1)),
	/** The message that it belongs to, or `promotion`; older apps do not say it */
	for: v.optional(
		v.union([v.literal('promotion'), v.pipe(v.string(), v.check(isFactId, 'no id of a fact'))])
	),
	/** Whether it is evidence there */
	evidence: v.optional(v.literal('1'))
});
const arrival = v.object({ received: v.number(), complete: v.boolean() });

/** A day, s: long enough for who looks twice, short enough for what is removed after 72 hours (DESIGN § 11). */
const KEPT_BY_BROWSERS = 24 * 3600;

/** Pictures come in parts, so that a bad line loses no more than one, and each is taken in once however often it is sent. */
export function pictureRoutes(api: Api, { couch, clock }: ServerContext): void {
	const store = new PictureStore(couch, clock);
	const allowance = new PictureAllowance(clock);

	void api.register(async (scope: Api) => {
		scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
			done(null, body)
		);
		const schema = { params, querystring, response: { 200: arrival } };
		scope.put('/pictures/:id', { schema, bodyLimit: MAX_PICTURE_BYTES }, async (request) => {
			const { offset, total, ...query } = request.query;
			const { body } = request;
			if (total > MAX_PICTURE_BYTES) throw new ServerError('too-large', { limit: MAX_PICTURE_BYTES });
			if (!Buffer.isBuffer(body)) throw new ServerError('unsupported-type');
			allowance.take(requireSender(request).identity.account, body.length);
			const use = query.for && useOf(query.for, query.evidence !== undefined);
			return await store.put(request.params.id, { offset, total, bytes: body, use });
		});
	});

	api.get('/pictures/:id', { schema: { params } }, async ({ params: { id } }, reply) => {
		const picture = await store.get(id);
		if (picture === undefined) throw new ServerError('not-found');
		if (picture === 'gone') throw new ServerError('picture-gone');
		return reply
			.header('cache-control', `private, max-age=${KEPT_BY_BROWSERS}, immutable`)
			.header('content-security-policy', "default-src 'none'; sandbox")
			.header('content-disposition', 'inline')
			.type(picture.mediaType)
			.send(picture.bytes);
	});
}
