import * as v from 'valibot';
import { call } from './call.ts';

const health = v.object({
	status: v.string(),
	version: v.string(),
	couchdb: v.object({ version: v.string(), engine: v.string(), embedded: v.boolean() })
});
/** What the server says of itself. */
export type ServerHealth = v.InferOutput<typeof health>;

/** Which server this is, and on which database it stands. @throws ApiProblem, also while the database is away */
export function askHealth(): Promise<ServerHealth> {
	return call(health, 'GET', '/health');
}
