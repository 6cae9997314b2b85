import * as v from 'valibot';
import { role } from '../../domain/directory.ts';
import { call } from './call.ts';

/** Hundreds of facts and pictures take the server a while, ms. */
const PATIENCE = 120_000;

const report = v.object({
	/** What the server calls the device; empty where it knows none of the file's */
	device: v.string(),
	/** Whether it was encrypted on the device: otherwise whoever had it in hand could read and change it */
	sealed: v.boolean(),
	/** Whose facts are new in it */
	authors: v.array(v.object({ name: v.string(), role, facts: v.number() })),
	/** ISO 8601, UTC */
	exported: v.string(),
	taken: v.number(),
	known: v.number(),
	refused: v.array(v.object({ id: v.string(), type: v.string(), reason: v.string() }))
});
/** What becomes of a Sicherungsdatei: facts and pictures that are new to the server, that it knows, and that it does not take. */
export type RescueReport = v.InferOutput<typeof report>;

/**
 * Has the server read a Sicherungsdatei.
 * @param write false to only look
 * @throws ApiProblem `rescue-unreadable` with `reason` `form` or `key`
 */
export function readRescue(file: unknown, write: boolean): Promise<RescueReport> {
	return call(report, 'POST', '/rescue', { file, write }, AbortSignal.timeout(PATIENCE));
}
