import * as v from 'valibot';
import { role } from '../../domain/directory.ts';
import { call, tell } from './call.ts';

const verified = v.object({ role, pinNumber: v.number() });
export type VerifiedPin = v.InferOutput<typeof verified>;

/** Has the server check a PIN. @throws ApiProblem `pin-change-needed`, `wrong-pin` { triesLeft, lockedUntil? }, `locked` { lockedUntil } (ms, UTC), `unknown-staff`, `offline` */
export function verifyPin(staff: string, pin: string): Promise<VerifiedPin> {
	return call(verified, 'POST', '/shift/verify', { staff, pin });
}

/** Sets a PIN of one's own. @throws ApiProblem `wrong-pin`, `offline` */
export function changePin(staff: string, pin: string, newPin: string): Promise<void> {
	return tell('POST', '/shift/change-pin', { staff, pin, newPin });
}
