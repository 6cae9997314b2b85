import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import { checkSettledAt, type RetentionGround } from '../../src/lib/domain/retention.ts';
import type { ServerContext } from '../context.ts';
import { following } from './following.ts';

/**
 * What the rules need to know, as of now. What is being taken out of the archive is written to the messages before it goes there: who looks
 * for it in the archive, and after that here, finds it in one of them. What is being archived, the other way round.
 */
export async function retentionGround(ctx: ServerContext): Promise<RetentionGround> {
	const { messageDays, evidenceDays } = {
		...DEFAULT_SETTINGS,
		...(await ctx.directory.readDoc('settings'))
	};
	await ctx.messages.catchUp();
	return {
		now: ctx.clock(),
		messageDays,
		evidenceDays,
		settledAt: (check) => checkSettledAt(ctx.messages.subject(check)),
		followedBy: following(ctx)
	};
}
