import * as v from 'valibot';
import { call } from './call.ts';

const connectors = v.object({
	board: v.optional(
		v.object({ url: v.string(), user: v.string(), category: v.string(), hasKey: v.boolean() })
	),
	access: v.optional(v.object({ url: v.string(), hasSecret: v.boolean() })),
	entries: v.object({ hasKey: v.boolean() })
});
/** How the connectors are set up; keys go to the server and never come back. */
export type Connectors = v.InferOutput<typeof connectors>;

const failure = v.object({ at: v.number(), code: v.string(), reason: v.optional(v.string()) });
/** Why something could not be delivered; `at` in ms since 1970, UTC. */
export type ConnectorFailure = v.InferOutput<typeof failure>;

const state = v.object({
	lastSuccess: v.optional(v.number()),
	lastError: v.optional(failure),
	pausedUntil: v.number(),
	waiting: v.number(),
	/** `fact` is the message */
	failed: v.array(v.object({ fact: v.string(), ...failure.entries }))
});
/** How a connector is getting on. Instants in ms since 1970, UTC. */
export type ConnectorState = v.InferOutput<typeof state>;

const states = v.object({ board: v.optional(state), access: v.optional(state) });
export type ConnectorStates = v.InferOutput<typeof states>;

/** What is to be set up: null switches a connector off, an absent key stays as it is. */
export interface WantedConnectors {
	readonly board?: { url: string; user: string; category: string; key?: string } | null;
	readonly access?: { url: string; secret?: string } | null;
}

/** How the connectors are set up. @throws ApiProblem */
export function readConnectors(): Promise<Connectors> {
	return call(connectors, 'GET', '/connectors');
}

/** Sets connectors up, or switches them off. @throws ApiProblem `bad-request` { field, reason } */
export function writeConnectors(wanted: WantedConnectors): Promise<Connectors> {
	return call(connectors, 'PUT', '/connectors', wanted);
}

/** How the connectors are getting on. @throws ApiProblem */
export function readConnectorStates(): Promise<ConnectorStates> {
	return call(states, 'GET', '/connectors/state');
}

/** Makes a new key for `POST /api/entries`; it can be read only now, and the one before holds no longer. @throws ApiProblem */
export async function newEntriesKey(): Promise<string> {
	return (await call(v.object({ key: v.string() }), 'POST', '/connectors/entries-key')).key;
}
