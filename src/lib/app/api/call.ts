import * as v from 'valibot';

/** Why a call to the server failed. `offline` covers everything that is no answer of ours: no network, a captive portal, a time-out. */
export class ApiProblem extends Error {
	readonly code: string;
	readonly details: Readonly<Record<string, unknown>>;

	constructor(code: string, details: Record<string, unknown> = {}) {
		super(code);
		this.name = 'ApiProblem';
		this.code = code;
		this.details = details;
	}
}

/** True where a call failed because the server could not be reached. */
export function isOffline(error: unknown): boolean {
	return error instanceof ApiProblem && error.code === 'offline';
}

const PATIENCE = 15_000;
const problemBody = v.looseObject({ code: v.string() });

/**
 * Sends a request to the server; `path` is below `/api`.
 * @param signal ends the waiting; for answers that take their time
 * @throws ApiProblem for every answer that is not 2xx
 */
export async function request(
	method: string,
	path: string,
	body?: unknown,
	signal: AbortSignal = AbortSignal.timeout(PATIENCE)
): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(`/api${path}`, {
			method,
			credentials: 'same-origin',
			signal,
			...encoded(method, body)
		});
	} catch {
		throw new ApiProblem('offline');
	}
	// A captive portal answers in the server's place, but not with this header.
	if (!response.headers.has('x-dienstbuch')) throw new ApiProblem('offline');
	if (!response.ok) throw await problemOf(response);
	return response;
}

function encoded(method: string, body: unknown): RequestInit {
	if (method === 'GET') return {};
	if (body instanceof FormData) return { body };
	if (body instanceof Uint8Array) {
		return { body: new Uint8Array(body), headers: { 'content-type': 'application/octet-stream' } };
	}
	return { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } };
}

async function problemOf(response: Response): Promise<ApiProblem> {
	const parsed = v.safeParse(problemBody, await response.json().catch(() => undefined));
	return parsed.success
		? new ApiProblem(parsed.output.code, parsed.output)
		: new ApiProblem(`http-${response.status}`);
}

/**
 * Calls the server and checks the form of its answer; see {@link request}.
 * @throws ApiProblem, with code `unexpected` where the answer has another form
 */
export async function call<Schema extends v.GenericSchema>(
	schema: Schema,
	method: string,
	path: string,
	body?: unknown,
	signal?: AbortSignal
): Promise<v.InferOutput<Schema>> {
	const response = await request(method, path, body, signal);
	const parsed = v.safeParse(schema, await response.json().catch(() => undefined));
	if (!parsed.success) throw new ApiProblem('unexpected');
	return parsed.output;
}

/** Calls the server where only success matters. @throws ApiProblem */
export async function tell(method: string, path: string, body?: unknown): Promise<void> {
	await request(method, path, body);
}
