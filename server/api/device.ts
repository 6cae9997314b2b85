import * as v from 'valibot';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { identity, milliseconds } from './schemas.ts';
import type { Api } from './valibot.ts';

/** Oldest version of the app whose facts this server takes (DESIGN § 5). */
const OLDEST_APP = '0.1.0';

const active = v.object({
	status: v.literal('active'),
	serverTime: milliseconds,
	/** Changes when replicas have to be pulled anew (DESIGN § 3) */
	generation: v.string(),
	oldestApp: v.string(),
	identity
});
/** On this word, and on nothing else, a device wipes itself (DESIGN § 6). */
const ended = v.object({ status: v.picklist(['retired', 'lost']), serverTime: milliseconds });

/** What a device asks at start, at each reconnect and once a minute: the time, and whether it is still one of us. */
export function deviceRoutes(api: Api, { clock, database }: ServerContext): void {
	const schema = { response: { 200: v.variant('status', [active, ended]) } };
	api.get('/device', { schema }, async ({ session }, reply) => {
		if (!session) throw new ServerError('no-session');
		// an answer out of a cache would set the device's clock wrong
		reply.header('cache-control', 'no-store');
		const serverTime = clock();
		if (session.status !== 'active') return { status: session.status, serverTime };
		const { state } = database;
		if (state.status !== 'ready') throw new ServerError('database-away');
		const { generation } = state;
		return {
			status: session.status,
			serverTime,
			generation,
			oldestApp: OLDEST_APP,
			identity: session.identity
		};
	});
}
