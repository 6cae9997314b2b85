import type { Account, Identity } from '../accounts/identity.ts';
import type { AuditEntry } from './auditDocs.ts';

type Who = AuditEntry['who'];

/** A job of the server. */
export const SERVER: Who = { name: 'Server', role: 'server' };
/** Somebody at the machine's command line. */
export const COMMAND: Who = { name: 'Kommandozeile', role: 'command' };
/** Somebody without a session. */
export const NOBODY: Who = { name: '', role: 'nobody' };

/** Who acts in a session: the person of a personal account, or the shared device. */
export function whoIs({ account, label, staff, role }: Identity): Who {
	return { account, name: staff?.name ?? label, role: role ?? 'device' };
}

/** The same of an account that has no session yet. */
export function whoHas({ name, ...account }: Account): Who {
	return whoIs({ ...account, account: name, device: name });
}
