import type { ContactState } from './contact.ts';
import type { Standstill } from './lane.ts';
import type { Session } from './session.ts';
import type { SyncStatus } from './status.ts';

/** How far the first pull of a generation is. */
export interface Progress {
	readonly what: 'directory' | 'messages';
	readonly done: number;
	readonly total?: number;
}

/** All that the status follows from. */
export interface Parts {
	readonly closed: boolean;
	readonly leading: boolean;
	readonly online: boolean;
	readonly storageLost: boolean;
	/** True where this app is older than the server lets in */
	readonly outdated: boolean;
	readonly session: Session;
	readonly contact: ContactState;
	/** Of the pulls and the push, those that stand still */
	readonly standstills: readonly Standstill[];
	/** Of the pulls, those that have not caught up */
	readonly pulling: readonly Progress[];
	readonly unsent: number;
	readonly refused: number;
	/** Pictures that are on this device alone, denied ones left out */
	readonly pictures: number;
	/** Server's clock minus the device's, ms */
	readonly offset: number;
}

/** Since when the server is out of reach, as far as this tab knows; corrected time, ms, 0 where it never was in reach. */
function lastContact(contact: ContactState): number {
	if (contact.kind === 'failed') return contact.since;
	return contact.kind === 'answered' ? contact.at : 0;
}

/** What is most worth saying (rule Z1). */
export function statusOf(parts: Parts): SyncStatus {
	const { session, contact, unsent, refused, pictures } = parts;
	const counts = { unsent, refused, ...(pictures > 0 && { pictures }) };
	if (parts.closed) return { kind: 'closed', ...counts };
	if (session.kind === 'lost') return { kind: 'lost', ...counts };
	if (parts.storageLost) return { kind: 'waiting', reason: 'storage-lost', until: Infinity, ...counts };
	if (!parts.leading) {
		// What this tab can see for itself is truer than that another one is at work.
		if (!parts.online) return { kind: 'offline', since: lastContact(contact), ...counts };
		if (session.kind === 'signedOut') return { kind: 'signedOut', ...counts };
		return { kind: 'otherTab', ...counts };
	}
	if (contact.kind === 'failed') {
		if (!parts.online) return { kind: 'offline', since: contact.since, ...counts };
		const { trouble: reason, status } = contact.failure;
		return { kind: 'waiting', reason, status, until: contact.until, ...counts };
	}
	if (session.kind === 'signedOut') return { kind: 'signedOut', ...counts };
	if (contact.kind === 'asking') return { kind: 'starting', ...counts };
	if (parts.outdated && session.kind === 'active') {
		return { kind: 'updateRequired', oldestApp: session.oldestApp, ...counts };
	}
	const [standstill] = parts.standstills;
	if (standstill) {
		const { reason, status, until } = standstill;
		return { kind: 'waiting', reason, status, until: until + parts.offset, ...counts };
	}
	const [progress] = parts.pulling;
	if (progress) return { kind: 'pulling', ...progress, ...counts };
	if (unsent + pictures > 0) return { kind: 'sending', ...counts };
	return { kind: 'upToDate', at: contact.at, ...counts };
}
