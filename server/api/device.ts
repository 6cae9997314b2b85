import * as v from 'valibot';
import { isOlder } from '../../src/lib/domain/appVersion.ts';
import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { rescuePublicKey } from '../rescue/rescueKey.ts';
import { identity, milliseconds } from './schemas.ts';
import type { Api } from './valibot.ts';

/** Oldest version of the app whose facts this server takes (DESIGN § 5). */
const OLDEST_APP = '0.1.0';

/**
 * Oldest version that may connect.
 * @param wanted as the settings have it; empty for all
 * @param served version of the app that this server serves: what it offers itself is never too old, or nobody could get in any more
 */
function oldestApp(wanted: string, served: string): string {
	const oldest = isOlder(OLDEST_APP, wanted) ? wanted : OLDEST_APP;
	return isOlder(served, oldest) ? served : oldest;
}

const active = v.object({
	status: v.literal('active'),
	serverTime: milliseconds,
	/** Changes when replicas have to be pulled anew (DESIGN § 3) */
	generation: v.string(),
	oldestApp: v.string(),
	/** Known to the device before it has the directory, and at a start without network */
	lockAfterDays: v.number(),
	identity
});
/** On this word, and on nothing else, a device wipes itself (DESIGN § 6). */
const ended = v.object({
	status: v.picklist(['retired', 'lost']),
	serverTime: milliseconds,
	/** To which what was not sent is encrypted before it goes; uncompressed point of P-256, base64 */
	rescueKey: v.string()
});

/** What a device asks at start, at each reconnect and once a minute: the time, and whether it is still one of us. */
export function deviceRoutes(api: Api, { clock, couch, database, directory, version }: ServerContext): void {
	const schema = { response: { 200: v.variant('status', [active, ended]) } };
	api.get('/device', { schema }, async ({ session }, reply) => {
		if (!session) throw new ServerError('no-session');
		// an answer out of a cache would set the device's clock wrong
		reply.header('cache-control', 'no-store');
		const serverTime = clock();
		const { state } = database;
		if (state.status !== 'ready') throw new ServerError('database-away');
		if (session.status !== 'active') {
			return { status: session.status, serverTime, rescueKey: await rescuePublicKey(couch) };
		}
		const { generation } = state;
		const settings = { ...DEFAULT_SETTINGS, ...(await directory.readDoc('settings')) };
		return {
			status: session.status,
			serverTime,
			generation,
			oldestApp: oldestApp(settings.oldestApp, version),
			lockAfterDays: settings.lockAfterDays,
			identity: session.identity
		};
	});
}
