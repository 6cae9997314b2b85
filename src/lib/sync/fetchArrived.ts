import * as v from 'valibot';
import type { Environment } from './environment.ts';
import { failureOf, request, RequestFailed } from './http.ts';

const answer = v.object({ arrived: v.array(v.string()) });

/**
 * Asks which of these facts the server has, or had: how a retired device knows what it may let go of (rule P10).
 * @throws RequestFailed
 */
export async function fetchArrived(
	environment: Environment,
	facts: readonly string[],
	signal: AbortSignal
): Promise<string[]> {
	const response = await request(environment, '/api/arrived', {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify({ facts }),
		signal
	});
	if (!response.ok) throw failureOf(response, environment.now());
	const given = v.safeParse(answer, await response.json().catch(() => undefined));
	if (!given.success) throw new RequestFailed('server-error', response.status);
	const asked = new Set(facts);
	return given.output.arrived.filter((id) => asked.has(id));
}
