import * as v from 'valibot';
import { MAX_RESCUE_BYTES } from '../../src/lib/domain/rescueFile.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { isSealed, openRescueFile } from '../rescue/openFile.ts';
import { takeRescue } from '../rescue/takeRescue.ts';
import { requireSession } from '../session.ts';
import type { Api } from './valibot.ts';

const body = v.object({ file: v.unknown(), write: v.boolean() });
const report = v.object({
	/** What the device is called here; empty where this server knows none of the file's */
	device: v.string(),
	/** Whether the file was sealed for this server; anybody can do that, too */
	sealed: v.boolean(),
	exported: v.string(),
	authors: v.array(v.object({ name: v.string(), role: v.string(), facts: v.number() })),
	taken: v.number(),
	known: v.number(),
	refused: v.array(v.object({ id: v.string(), type: v.string(), reason: v.string() }))
});

/** Import of a Sicherungsdatei (DESIGN § 6): looked at first, then taken in. */
export function rescueRoutes(api: Api, ctx: ServerContext): void {
	const schema = { body, response: { 200: report } };
	api.post('/rescue', { schema, bodyLimit: MAX_RESCUE_BYTES }, async (request) => {
		const { file: content, write } = request.body;
		const file = await openRescueFile(ctx.couch, content);
		const { identity } = requireSession(request);
		const done = await takeRescue(ctx, file, write ? identity.account : undefined);
		const { account = '', authors, taken, known, refused } = done;
		if (write) {
			await ctx.audit.record({
				what: 'rescue',
				who: whoIs(identity),
				about: file.device?.id,
				detail: { taken, known, refused: refused.length }
			});
		}
		const { exported } = file;
		const sealed = isSealed(content);
		return { device: account, sealed, exported, authors: [...authors], taken, known, refused: [...refused] };
	});
}
