import type { AccessReportedFact } from '../facts/accessReported.ts';
import type { MessageView } from './message.ts';

/** How the access control stands with a block, or with its lifting or end (S11c). */
export interface AccessStanding {
	/** What it is to do: lock out, or let in again */
	readonly action: 'block' | 'release';
	/** `pending`: not told yet */
	readonly outcome: 'pending' | AccessReportedFact['outcome'];
	/** Its own words where it refused */
	readonly reason: string | undefined;
}

/**
 * What the access control has made of a block as it stands; `documented` where none is connected, so that somebody has to see to the
 * door; undefined where there is nothing to say.
 * @param connected whether the settings say that blocks are reported
 */
export function accessStanding(
	{ block, access }: Pick<MessageView, 'block' | 'access'>,
	connected: boolean
): AccessStanding | 'documented' | undefined {
	if (!block) return undefined;
	const action = block.state === 'active' ? 'block' : 'release';
	const fits = access && (access.action === 'block') === (action === 'block');
	if (fits) return { action, outcome: access.outcome, reason: access.reason };
	if (connected) return { action, outcome: 'pending', reason: undefined };
	// Where nobody was locked out by it, nobody has to be let in.
	return action === 'block' ? 'documented' : undefined;
}
