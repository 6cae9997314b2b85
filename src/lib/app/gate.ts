import type { Session } from '../sync/session.ts';
import type { SyncStatus } from '../sync/status.ts';

/**
 * What stands between whoever looks and the screens.
 * `opening`: not known yet · `welcome`: neither paired nor signed in · `ended`: retired or lost · `silent`: too long without
 * contact · `locked`: idle, or by hand · `changePin`: a PIN of one's own is due · `checkIn`: nobody is on duty at a shared
 * device · `chooseSite`: a person says where they work · `open`: the screens
 */
export type Gate =
	'opening' | 'welcome' | 'ended' | 'silent' | 'locked' | 'changePin' | 'checkIn' | 'chooseSite' | 'open';

/** What the gate depends on. */
export interface GateInput {
	readonly session: Session;
	readonly status: SyncStatus;
	/** True once the shifts are in memory */
	readonly ready: boolean;
	readonly onDuty: boolean;
	readonly locked: boolean;
	readonly pinChangeDue: boolean;
	/** Corrected time, ms */
	readonly now: number;
}

/** How long a device may go without contact before it locks itself, in ms: 14 days (DESIGN § 6). */
export const LONGEST_SILENCE = 14 * 86_400_000;

/** Decides what is shown. Wiping is never decided here, and a 401 shuts nobody out (DESIGN § 6). */
export function gateOf({ session, status, ready, onDuty, locked, pinChangeDue, now }: GateInput): Gate {
	if (session.kind === 'retired' || session.kind === 'lost') return 'ended';
	const identity = session.kind === 'unknown' ? undefined : session.identity;
	if (!identity) return session.kind === 'unknown' && status.kind === 'starting' ? 'opening' : 'welcome';
	if (!ready) return 'opening';
	if (
		session.kind === 'active' &&
		identity.kind === 'device' &&
		now - session.lastContact > LONGEST_SILENCE
	) {
		return 'silent';
	}
	if (onDuty && locked) return 'locked';
	if (onDuty) return pinChangeDue ? 'changePin' : 'open';
	return identity.kind === 'device' ? 'checkIn' : 'chooseSite';
}
