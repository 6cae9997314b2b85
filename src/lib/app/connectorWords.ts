/** How the connectors are getting on, in words for administrators. */
import * as m from '../paraglide/messages.js';
import type { ConnectorFailure, ConnectorState } from './api/connectors.ts';
import { countText } from './wording.ts';

const failures: Readonly<Record<string, () => string>> = {
	unreachable: m.admin_failure_unreachable,
	timeout: m.admin_failure_timeout,
	'server-error': m.admin_failure_server,
	'rate-limited': m.admin_failure_rate,
	'key-refused': m.admin_failure_key,
	'wrong-address': m.admin_failure_address,
	rejected: m.admin_failure_rejected,
	'awaits-approval': m.admin_failure_approval
};

/** Why it does not go through, with the other side's own words where it gave some. */
export function failureText({ code, reason }: Pick<ConnectorFailure, 'code' | 'reason'>): string {
	const words = (failures[code] ?? m.admin_failure_other)();
	return reason ? `${words} (${reason})` : words;
}

/** Its state in one word, and how bad that is. */
export function connectorStanding(state: ConnectorState | undefined): {
	readonly label: string;
	readonly tone: 'ok' | 'problem' | 'due' | 'neutral';
} {
	if (!state) return { label: m.admin_connector_off(), tone: 'neutral' };
	if (state.lastError) return { label: m.admin_connector_failing(), tone: 'problem' };
	if (state.failed.length > 0) return { label: m.admin_connector_some_failed(), tone: 'due' };
	return { label: m.admin_connector_on(), tone: 'ok' };
}

/** How many still have to go out. */
export function waitingText(count: number): string {
	if (count === 0) return m.admin_connector_waiting_none();
	return count === 1
		? m.admin_connector_waiting_one()
		: m.admin_connector_waiting({ count: countText(count) });
}
