/** Words for blocks (S11c), the same wherever one is shown. */
import { accessStanding } from '../domain/views/access.ts';
import type { BlockView } from '../domain/views/block.ts';
import type { MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { clockText, dayText, timeText } from './wording.ts';

/** When a block ends: "bis Mo 30.11.", with the clock where that is not the end of a day. Reactive. */
export function blockEndText(app: Dienstbuch, { until }: Pick<BlockView, 'until'>, site: string): string {
	if (until === undefined) return m.block_forever();
	if (clockText(app, until, site) !== '00:00') return m.block_until({ time: timeText(app, until, site) });
	const lastMoment = new Date(Date.parse(until) - 1).toISOString();
	return m.block_until_day({ day: dayText(app, lastMoment, site) });
}

/** What became of a block: lifted, by whom and why, or ended; undefined while it is in force. Reactive. */
export function blockOutcomeText(app: Dienstbuch, block: BlockView, site: string): string | undefined {
	if (block.lifted) {
		const { by, at, reason } = block.lifted;
		const words = { name: by.name, time: timeText(app, at, site) };
		return reason === undefined ? m.block_lifted(words) : m.block_lifted_because({ ...words, reason });
	}
	return block.state === 'ended' ? m.block_ended() : undefined;
}

const accessWords = {
	block: {
		pending: m.block_access_pending,
		requested: m.block_access_requested,
		confirmed: m.block_access_confirmed,
		refused: m.block_access_refused
	},
	release: {
		pending: m.block_release_pending,
		requested: m.block_release_requested,
		confirmed: m.block_release_confirmed,
		refused: m.block_release_refused
	}
};

/** What the access control has made of it; undefined where there is nothing to say. Reactive. */
export function accessText(app: Dienstbuch, message: MessageView): string | undefined {
	const standing = accessStanding(message, app.directory.settings.accessConnected);
	if (standing === undefined) return undefined;
	if (standing === 'documented') return m.block_documented();
	const { action, outcome, reason } = standing;
	return accessWords[action][outcome]({ reason: reason ?? m.block_access_no_reason() });
}

/** As much of the app as says how fresh its knowledge is. */
type Known = Pick<Dienstbuch, 'status' | 'session' | 'clock' | 'directory'>;

/** "Stand 18:40": as of when this device knows who is blocked, where it has no contact. Reactive. */
export function asOfText(app: Known): string | undefined {
	const { kind } = app.status;
	if (app.session.kind !== 'active' || (kind !== 'offline' && kind !== 'waiting')) return undefined;
	const instant = new Date(app.session.lastContact).toISOString();
	const today = dayText(app, instant) === dayText(app, new Date(app.clock.now).toISOString());
	return m.block_as_of({ time: today ? clockText(app, instant) : timeText(app, instant) });
}

/** "gesperrt", and where this device has no contact as of when it knows that: "gesperrt, Stand 18:40". Reactive. */
export function blockedText(app: Known): string {
	const asOf = asOfText(app);
	return asOf === undefined ? m.search_blocked() : m.search_blocked_as_of({ asOf });
}
