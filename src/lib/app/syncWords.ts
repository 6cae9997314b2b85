import * as m from '../paraglide/messages.js';
import type { SyncStatus, Trouble } from '../sync/status.ts';

/** What the sync pill says (DESIGN § 7.1). */
export interface SyncWords {
	readonly label: string;
	/** `ok` all is well · `offline` only here · `sending` under way · `problem` somebody must act */
	readonly tone: 'ok' | 'offline' | 'sending' | 'problem' | 'neutral';
}

const troubles: Record<Trouble, () => SyncWords> = {
	unreachable: () => ({ label: m.sync_unreachable(), tone: 'offline' }),
	'captive-portal': () => ({ label: m.sync_captive_portal(), tone: 'problem' }),
	'server-error': () => ({ label: m.sync_server_error(), tone: 'problem' }),
	'rate-limited': () => ({ label: m.sync_rate_limited(), tone: 'offline' }),
	refused: () => ({ label: m.sync_refused_whole(), tone: 'problem' }),
	'storage-full': () => ({ label: m.sync_storage_full(), tone: 'problem' }),
	'storage-lost': () => ({ label: m.sync_storage_lost(), tone: 'problem' })
};

/** The state of sync in words. What only this device has is always said, and so is what the server denied. */
export function syncWords(status: SyncStatus): SyncWords {
	const { label, tone } = stateWords(status);
	const told = [label];
	if (status.unsent > 0 && status.kind !== 'sending') told.push(m.sync_only_here({ count: status.unsent }));
	if (status.refused > 0) told.push(m.sync_denied({ count: status.refused }));
	return { label: told.join(', '), tone: status.refused > 0 ? 'problem' : tone };
}

function stateWords(status: SyncStatus): SyncWords {
	switch (status.kind) {
		case 'starting':
			return { label: m.sync_starting(), tone: 'neutral' };
		case 'otherTab':
			return { label: m.sync_other_tab(), tone: 'neutral' };
		case 'offline':
			return { label: status.unsent > 0 ? m.sync_offline() : m.sync_offline_all_sent(), tone: 'offline' };
		case 'pulling':
			return {
				label: status.what === 'directory' ? m.sync_pulling_directory() : m.sync_pulling_messages(),
				tone: 'sending'
			};
		case 'sending':
			return { label: m.sync_sending(), tone: 'sending' };
		case 'upToDate':
			// What was denied, or has just been written, is not sent: then "all sent" would be a lie.
			return status.unsent + status.refused > 0
				? { label: m.sync_online(), tone: 'sending' }
				: { label: m.sync_all_sent(), tone: 'ok' };
		case 'waiting':
			return troubles[status.reason]();
		case 'signedOut':
			return { label: m.sync_signed_out(), tone: 'problem' };
		case 'lost':
			return { label: m.sync_lost(), tone: 'problem' };
		case 'updateRequired':
			return { label: m.sync_update_required(), tone: 'problem' };
		case 'closed':
			return { label: m.sync_closed(), tone: 'neutral' };
	}
}
