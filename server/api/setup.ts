import * as v from 'valibot';
import { listName } from '../../src/lib/domain/directory.ts';
import type { ServerContext } from '../context.ts';
import { beginSession } from './beginSession.ts';
import { layFoundation, splitName } from './foundation.ts';
import { setupTries } from './limits.ts';
import { whoHas } from '../audit/who.ts';
import { identity, line, newPassword, requireStrong } from './schemas.ts';
import type { Api } from './valibot.ts';

const setupBody = v.object({
	code: line,
	company: line,
	name: line,
	username: line,
	password: newPassword
});

/** First run: the first administrator is made with the one-time code that the server printed (DESIGN § 8). */
export function setupRoutes(api: Api, ctx: ServerContext): void {
	const { accounts } = ctx;
	api.get('/setup', { schema: { response: { 200: v.object({ needed: v.boolean() }) } } }, async () => ({
		needed: await accounts.setupNeeded()
	}));

	const schema = { body: setupBody, response: { 201: identity } };
	api.post('/setup', { ...setupTries, schema }, async (request, reply) => {
		const { company, name, ...credentials } = request.body;
		requireStrong(credentials.password, [credentials.username, name]);
		const account = await accounts.createFirstAdmin({ ...credentials, name: listName(splitName(name)) });
		await layFoundation(ctx, account, company);
		reply.code(201);
		await ctx.audit.record({ what: 'setup', who: whoHas(account) });
		return await beginSession(accounts, account, request, reply);
	});
}
