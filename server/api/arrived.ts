import * as v from 'valibot';
import { isFactId } from '../../src/lib/domain/ids.ts';
import type { ServerContext } from '../context.ts';
import { factsThere } from '../facts/factsThere.ts';
import type { Api } from './valibot.ts';

/** Facts that are asked about at once. */
const MOST_FACTS = 500;

const ids = v.pipe(v.array(v.pipe(v.string(), v.check(isFactId))), v.maxLength(MOST_FACTS));

/**
 * Which facts have arrived: how a retired device learns that it may let go of what it sent (rule P10), now that the messages of others
 * are no longer for it. Whoever names a fact has it, since its id holds the hash of what it says (rule F3).
 */
export function arrivedRoutes(api: Api, { couch }: ServerContext): void {
	const schema = {
		body: v.object({ facts: ids }),
		response: { 200: v.object({ arrived: v.array(v.string()) }) }
	};
	api.post('/arrived', { schema }, async ({ body: { facts } }) => ({
		arrived: [...(await factsThere(couch, facts))]
	}));
}
