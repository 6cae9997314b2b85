import * as m from '../paraglide/messages.js';
import type { SyncStatus, Trouble } from '../sync/status.ts';

const troubles: Record<Trouble, () => string> = {
	unreachable: m.device_advice_unreachable,
	'captive-portal': m.device_advice_captive_portal,
	'server-error': m.device_advice_server_error,
	'rate-limited': m.device_advice_rate_limited,
	refused: m.device_advice_refused_whole,
	'storage-full': m.device_advice_storage_full,
	'storage-lost': m.sync_storage_lost_what
};

/** What the state of sync means for whoever works here, and what helps; empty where its name says it all. */
export function syncAdvice(status: SyncStatus): string {
	switch (status.kind) {
		case 'starting':
		case 'pulling':
		case 'sending':
		case 'closed':
			return '';
		case 'otherTab':
			return m.device_advice_other_tab();
		case 'offline':
			return m.device_advice_offline();
		case 'upToDate':
			return status.unsent + status.refused > 0 ? '' : m.device_advice_up_to_date();
		case 'waiting':
			return troubles[status.reason]();
		case 'signedOut':
			return m.sync_signed_out_what();
		case 'lost':
			return m.sync_ended_lost_what();
		case 'updateRequired':
			return m.device_advice_update({ version: status.oldestApp });
	}
}
