import { fileCheck, startCheck, type CheckInput, type FilingInput } from '../domain/commands/cameraCheck.ts';
import type { Result } from '../domain/commands/result.ts';
import type { CheckFiledFact, CheckStartedFact } from '../domain/facts/cameraCheck.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** The camera check that runs on this device; undefined where none does. Reactive. */
export function runningCheck(app: Dienstbuch): CheckView | undefined {
	const device = app.identity?.device;
	return app.log.checks.find((check) => check.state === 'running' && check.fact.device === device);
}

/** The latest filed check of a studio from a recording: where the next one takes up (DESIGN § 7.6). Reactive. */
export function lastFiledRecording(app: Dienstbuch, site: string): CheckView | undefined {
	return app.log.checks.find(
		(check) => check.site === site && check.filed?.outcome !== 'mistake' && check.filed && check.fact.until
	);
}

/** Begins a camera check (S11b). @throws StorageFull */
export async function beginCheck(app: Dienstbuch, input: CheckInput): Promise<Result<CheckStartedFact>> {
	const result = startCheck(app.duty.writer, input);
	if (result.ok) await app.write(result.value);
	return result;
}

/** "Kamerakontrolle eingeben": files a check (S11b). @throws StorageFull */
export async function enterCheck(
	app: Dienstbuch,
	check: string,
	input: FilingInput
): Promise<Result<CheckFiledFact>> {
	const subject = app.log.subject(app.currentId(check));
	if (!subject) throw new Error(`no such check: ${check}`);
	const result = fileCheck(app.duty.writer, subject, input);
	if (result.ok) await app.write(result.value);
	return result;
}
