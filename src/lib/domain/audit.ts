/** The words of the audit list: what administrators find in it, which the server alone writes. */

/** What happened. Words are added, never given another meaning: entries are kept for years. */
export const AUDIT_KINDS = [
	'setup',
	'sign-in',
	'sign-in-failed',
	'sign-out',
	'pairing',
	'paired',
	'retired',
	'lost',
	'account',
	'role',
	'password',
	'pin-reset',
	'pin-change',
	'pin-locked',
	'sessions-ended',
	'settings',
	'list',
	'connector',
	'import',
	'export',
	'erasure',
	'retention',
	'rescue',
	'backup',
	'restore'
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** As what somebody did it: a role of a person, or one of those who are no persons. */
export const AUDIT_ROLES = [
	'staff',
	'lead',
	'office',
	'admin',
	/** A shared device; who stood before it is not known */
	'device',
	/** A job of the server */
	'server',
	/** Somebody at the machine's command line */
	'command',
	/** Somebody without a session */
	'nobody'
] as const;

/** How long entries are kept, ms: three years, after which claims for damages lapse (ABGB § 1489). */
export const AUDIT_KEPT = 3 * 366 * 24 * 3_600_000;
