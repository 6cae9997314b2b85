import * as v from 'valibot';
import type { ServerContext } from '../context.ts';
import { listByPrefix } from '../couchdb/documents.ts';
import { readConnector } from '../outbound/connectors.ts';
import { DELIVERIES, type Delivery } from '../outbound/deliveries.ts';
import type { Api } from './valibot.ts';

const standing = v.object({
	/** When the connector was set up, ms since 1970; absent where there is none */
	since: v.optional(v.number()),
	/** Messages that the board does not take as they are */
	refused: v.array(v.string())
});

/** What whoever is on duty has to know of the board's connector: which messages it leaves to be carried over by hand (S4, S19). */
export function boardRoutes(api: Api, { couch }: ServerContext): void {
	api.get('/board', { schema: { response: { 200: standing } } }, async () => {
		const connector = await readConnector(couch, 'board');
		if (!connector) return { refused: [] };
		const deliveries = await listByPrefix<Delivery>(couch.db('private'), DELIVERIES.board);
		const refused = deliveries.filter(({ failure }) => failure?.code === 'rejected');
		return { since: connector.since, refused: refused.map(({ message }) => message) };
	});
}
