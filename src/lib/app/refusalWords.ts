import type { OutboxRefusal } from '../data/outboxEntry.ts';
import type { Refusal } from '../domain/checkFact.ts';
import * as m from '../paraglide/messages.js';

/** Why the server denied a fact, in words. */
export interface RefusalWords {
	readonly why: string;
	/** What helps */
	readonly advice: string;
	/** The field, as the program calls it; for who is asked for help */
	readonly field: string;
}

const words: Record<Refusal['reason'], () => Omit<RefusalWords, 'field'>> = {
	unknown: () => ({ why: m.device_refused_unknown(), advice: m.device_advice_unknown() }),
	shape: () => ({ why: m.device_refused_shape(), advice: m.device_advice_again() }),
	size: () => ({ why: m.device_refused_size(), advice: m.device_advice_size() }),
	hash: () => ({ why: m.device_refused_hash(), advice: m.device_advice_again() }),
	time: () => ({ why: m.device_refused_time(), advice: m.device_advice_time() }),
	account: () => ({ why: m.device_refused_account(), advice: m.device_advice_account() }),
	deleted: () => ({ why: m.device_refused_deleted(), advice: m.device_advice_ask() })
};

function isReason(reason: string): reason is Refusal['reason'] {
	return Object.hasOwn(words, reason);
}

/** What a denial means and what helps. A newer server may have reasons that this version does not know: they are said as they are. */
export function refusalWords({ field, reason, status }: OutboxRefusal): RefusalWords {
	if (isReason(reason)) return { ...words[reason](), field };
	const why = reason === '' ? m.device_refused_silent({ status }) : m.device_refused_other({ reason });
	return { why, advice: m.device_advice_ask(), field };
}
