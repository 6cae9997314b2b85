import * as v from 'valibot';
import { AUDIT_KINDS, AUDIT_ROLES, type AuditKind } from '../../domain/audit.ts';
import { call, tell } from './call.ts';

const entry = v.object({
	id: v.string(),
	/** ISO 8601, UTC, by the server's clock */
	at: v.string(),
	what: v.picklist(AUDIT_KINDS),
	who: v.object({ account: v.optional(v.string()), name: v.string(), role: v.picklist(AUDIT_ROLES) }),
	about: v.optional(v.string()),
	detail: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])))
});
/** What somebody did. */
export type AuditEntry = v.InferOutput<typeof entry>;

const arrival = v.object({
	at: v.string(),
	account: v.string(),
	/** Account of the administrator who took them in from a Sicherungsdatei */
	rescuedBy: v.optional(v.string()),
	facts: v.array(v.string())
});
/** Facts that the server took in with one request. */
export type Arrival = v.InferOutput<typeof arrival>;

/** A part of a list, newest first. */
export interface Page<Row> {
	readonly rows: readonly Row[];
	/** Where the next page begins; undefined for none */
	readonly next: string | undefined;
}

/** What is looked for; an empty text is no condition. Instants are ISO 8601, UTC. */
export interface AuditFilter {
	readonly what: AuditKind | '';
	readonly from: string;
	readonly until: string;
}

function paramsOf(filter: object, after: string | undefined): URLSearchParams {
	const params = Object.entries({ ...filter, after: after ?? '' }).filter(([, value]) => value !== '');
	return new URLSearchParams(params as [string, string][]);
}

const entries = v.object({ entries: v.array(entry), next: v.optional(v.string()) });
const arrivals = v.object({ arrivals: v.array(arrival), next: v.optional(v.string()) });
const times = v.object({ times: v.array(v.object({ fact: v.string(), at: v.string() })) });

/** @param most entries of the page @throws ApiProblem */
export async function readAudit(filter: AuditFilter, after?: string, most = 100): Promise<Page<AuditEntry>> {
	const page = await call(entries, 'GET', `/audit?${paramsOf({ ...filter, limit: String(most) }, after)}`);
	return { rows: page.entries, next: page.next };
}

/** @throws ApiProblem */
export async function readArrivals(after?: string): Promise<Page<Arrival>> {
	const page = await call(arrivals, 'GET', `/audit/arrivals?${paramsOf({}, after)}`);
	return { rows: page.arrivals, next: page.next };
}

/** When the server took in each of these facts, by id. @param facts 200 at the most @throws ApiProblem */
export async function arrivalTimes(facts: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const found = await call(times, 'POST', '/audit/arrivals', { facts });
	return new Map(found.times.map(({ fact, at }) => [fact, at]));
}

/** Notes that the list was exported. @throws ApiProblem */
export function noteExport(): Promise<void> {
	return tell('POST', '/audit/exported');
}
