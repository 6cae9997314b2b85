import * as m from '../paraglide/messages.js';
import { ApiProblem } from './api/call.ts';

const words: Record<string, () => string> = {
	short: m.audit_weak_short,
	common: m.audit_weak_common,
	name: m.audit_weak_name,
	same: m.audit_weak_same
};

/** Why the server takes a new password for too weak; undefined where that is not what it says. */
export function weaknessText(error: unknown): string | undefined {
	if (!(error instanceof ApiProblem) || error.code !== 'bad-request') return undefined;
	const { field, reason } = error.details;
	if (field !== 'newPassword' && field !== 'password') return undefined;
	// what the form of the request says of it is that it is too short
	return (words[String(reason)] ?? m.audit_weak_short)();
}
