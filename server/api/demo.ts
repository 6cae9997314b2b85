import type { ServerContext } from '../context.ts';
import { fillDemo, isEmpty } from '../demo/fill.ts';
import { ServerError } from '../errors.ts';
import { answerWithProgress } from './progressStream.ts';
import type { Api } from './valibot.ts';

/** The setup page's one click: made-up people in an empty database (DESIGN § 8). */
export function demoRoutes(api: Api, ctx: ServerContext): void {
	api.post('/demo', async (_request, reply) => {
		if (!(await isEmpty(ctx))) throw new ServerError('not-empty');
		return answerWithProgress(reply, ctx.clock, async (tell) => {
			await fillDemo(ctx, tell);
			return { filled: true };
		});
	});
}
