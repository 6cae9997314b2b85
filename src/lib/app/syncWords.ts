import * as m from '../paraglide/messages.js';
import type { SyncStatus, Trouble } from '../sync/status.ts';

/** What the sync pill says (DESIGN § 7.1). */
export interface SyncWords {
	readonly label: string;
	/** The same in a word or two */
	readonly short: string;
	/** `ok` all is well · `offline` only here · `sending` under way · `problem` somebody must act */
	readonly tone: 'ok' | 'offline' | 'sending' | 'problem' | 'neutral';
}

const troubles: Record<Trouble, () => SyncWords> = {
	unreachable: () => ({ label: m.sync_unreachable(), short: m.sync_unreachable_short(), tone: 'offline' }),
	'captive-portal': () => ({
		label: m.sync_captive_portal(),
		short: m.sync_short_trouble(),
		tone: 'problem'
	}),
	'server-error': () => ({ label: m.sync_server_error(), short: m.sync_short_trouble(), tone: 'problem' }),
	'rate-limited': () => ({ label: m.sync_rate_limited(), short: m.sync_short_waits(), tone: 'offline' }),
	refused: () => ({ label: m.sync_refused_whole(), short: m.sync_short_trouble(), tone: 'problem' }),
	'storage-full': () => ({ label: m.sync_storage_full(), short: m.sync_storage_full(), tone: 'problem' }),
	'storage-lost': () => ({ label: m.sync_storage_lost(), short: m.sync_short_trouble(), tone: 'problem' })
};

/** The state of sync in words. What only this device has is always said, and so is what the server denied. */
export function syncWords(status: SyncStatus): SyncWords {
	const { unsent, refused, pictures = 0 } = status;
	const { label, short, tone } = stateWords(status);
	const told = [label];
	const toldShortly = [short];
	if (unsent + pictures > 0 && status.kind !== 'sending') {
		told.push(onlyHere(unsent, pictures));
		toldShortly.push(String(unsent + pictures));
	}
	if (refused > 0) {
		told.push(m.sync_denied({ count: refused }));
		toldShortly.splice(0, Infinity, m.sync_denied({ count: refused }));
	}
	return { label: told.join(', '), short: toldShortly.join(', '), tone: refused > 0 ? 'problem' : tone };
}

/** "3 und 2 Bilder nur auf diesem Gerät" */
function onlyHere(unsent: number, count: number): string {
	if (count === 0) return m.sync_only_here({ count: unsent });
	const pictures = count === 1 ? m.sync_picture_one() : m.sync_pictures({ count });
	return unsent === 0
		? m.sync_only_here({ count: pictures })
		: m.sync_only_here_both({ count: unsent, pictures });
}

function stateWords(status: SyncStatus): SyncWords {
	switch (status.kind) {
		case 'starting':
			return said(m.sync_starting(), 'neutral');
		case 'otherTab':
			return { label: m.sync_other_tab(), short: m.sync_online(), tone: 'neutral' };
		case 'offline':
			return {
				label: status.unsent + (status.pictures ?? 0) > 0 ? m.sync_offline() : m.sync_offline_all_sent(),
				short: m.sync_offline(),
				tone: 'offline'
			};
		case 'pulling':
			return {
				label: status.what === 'directory' ? m.sync_pulling_directory() : m.sync_pulling_messages(),
				short: m.sync_short_loading(),
				tone: 'sending'
			};
		case 'sending':
			return said(m.sync_sending(), 'sending');
		case 'upToDate':
			// What was denied, or has just been written, is not sent: then "all sent" would be a lie.
			return status.unsent + status.refused > 0
				? said(m.sync_online(), 'sending')
				: { label: m.sync_all_sent(), short: m.sync_online(), tone: 'ok' };
		case 'waiting':
			return troubles[status.reason]();
		case 'signedOut':
			return said(m.sync_signed_out(), 'problem');
		case 'lost':
			return said(m.sync_lost(), 'problem');
		case 'updateRequired':
			return { label: m.sync_update_required(), short: m.sync_short_update(), tone: 'problem' };
		case 'closed':
			return said(m.sync_closed(), 'neutral');
	}
}

function said(label: string, tone: SyncWords['tone']): SyncWords {
	return { label, short: label, tone };
}
