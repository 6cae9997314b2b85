import type { Session } from '../sync/session.ts';
import type { SyncStatus } from '../sync/status.ts';

/**
 * What stands between whoever looks and the screens.
 * `opening`: not known yet · `failed`: what is stored cannot be read · `welcome`: neither paired nor signed in · `ended`: retired or lost · `silent`: too long without
 * contact · `locked`: idle, or by hand · `changePin`: a PIN of one's own is due · `checkIn`: nobody is on duty at a shared
 * device · `chooseSite`: a person says where they work · `open`: the screens
 */
export type Gate =
	| 'opening'
	| 'failed'
	| 'welcome'
	| 'ended'
	| 'silent'
	| 'locked'
	| 'changePin'
	| 'checkIn'
	| 'chooseSite'
	| 'open';

/** What the gate depends on. */
export interface GateInput {
	readonly session: Session;
	readonly status: SyncStatus;
	/** True once the shifts are in memory, and whether the screen has to be locked is known */
	readonly ready: boolean;
	/** True where what is stored could not be read */
	readonly failed: boolean;
	readonly onDuty: boolean;
	readonly locked: boolean;
	readonly pinChangeDue: boolean;
	/** Corrected time, ms */
	readonly now: number;
}

const DAY = 86_400_000;
/** How long a browser may go without contact before it locks itself, where the server said nothing else (DESIGN § 6). */
const LOCK_AFTER_DAYS = 14;

/** True where the server has not been heard for too long. Who was signed out and does not come back is as good as silent. */
function silent(session: Session, now: number): boolean {
	if (!('lastContact' in session) || session.lastContact === undefined) return false;
	return now - session.lastContact > (session.lockAfterDays ?? LOCK_AFTER_DAYS) * DAY;
}

/** Decides what is shown. Wiping is never decided here, and a 401 shuts nobody out (DESIGN § 6). */
export function gateOf(input: GateInput): Gate {
	const { session, status, ready, failed, onDuty, locked, pinChangeDue, now } = input;
	if (session.kind === 'retired' || session.kind === 'lost') return 'ended';
	const identity = session.kind === 'unknown' ? undefined : session.identity;
	if (!identity) return session.kind === 'unknown' && status.kind === 'starting' ? 'opening' : 'welcome';
	if (failed) return 'failed';
	if (!ready) return 'opening';
	if (silent(session, now)) return 'silent';
	// nobody is on duty with a PIN that somebody else has given; what is shown meanwhile is nothing of customers
	if (pinChangeDue) return 'changePin';
	if (onDuty) return locked ? 'locked' : 'open';
	return identity.kind === 'device' ? 'checkIn' : 'chooseSite';
}
