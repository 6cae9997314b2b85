/** One call to the access control's webhook (S11c). docs/operations.md says what arrives there. */
import { createHmac } from 'node:crypto';
import type { AccessConnector } from '../outbound/connectors.ts';
import type { FailureCode } from '../outbound/connectorState.ts';
import { LONGEST_PAUSE } from '../outbound/pauses.ts';
import { ask, jsonIn, retryAfter, type OutboundAnswer } from '../outbound/request.ts';

/** An answer says hardly more than yes or no. */
const ANSWER_LIMIT = 64 * 1024;
const MAX_REASON = 200;
/** Answers that speak of how the call is set up, and not of the customer: told to the administrator, and tried again. */
const SET_UP_WRONGLY: readonly number[] = [404, 405, 407];

/** What is sent: fixed at the first try, since what comes under one key must say one thing. */
export interface AccessPayload {
	readonly id: string;
	readonly action: 'block' | 'lift' | 'end';
	readonly contact: { readonly id: string; readonly card?: string };
	/** Id of the site that the block was written for */
	readonly site: string;
	/** For `block`: until when; absent for no end */
	readonly until?: string;
	/** When it happened, UTC */
	readonly at: string;
}

/** What came of it. */
export type AccessAnswer =
	| { readonly kind: 'confirmed' }
	| { readonly kind: 'refused'; readonly reason: string }
	| { readonly kind: 'failed'; readonly code: FailureCode; readonly reason?: string; readonly wait?: number };

/** Signature of a body: HMAC-SHA256 over time stamp, full stop and body, hexadecimal. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
	return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** What is needed for a call. */
export interface WebhookOptions {
	readonly connector: Pick<AccessConnector, 'url' | 'secret'>;
	/** ms */
	readonly timeout: number;
	readonly clock: () => number;
	readonly signal: AbortSignal;
}

/** Calls the webhook once. */
export async function callAccess(payload: AccessPayload, options: WebhookOptions): Promise<AccessAnswer> {
	const { connector, timeout, clock, signal } = options;
	const body = JSON.stringify(payload);
	const timestamp = String(Math.floor(clock() / 1000));
	const answer = await ask({
		url: connector.url,
		method: 'POST',
		headers: {
			accept: 'application/json',
			'content-type': 'application/json',
			'idempotency-key': payload.id,
			'x-dienstbuch-timestamp': timestamp,
			'x-dienstbuch-signature': `sha256=${signatureOf(connector.secret, timestamp, body)}`
		},
		body,
		timeout,
		limit: ANSWER_LIMIT,
		signal
	});
	return understood(answer, clock());
}

function wordsIn(text: string): string | undefined {
	const { reason } = jsonIn(text);
	const words = typeof reason === 'string' ? reason.replace(/\s+/g, ' ').trim() : '';
	return words === '' ? undefined : words.slice(0, MAX_REASON).toWellFormed();
}

function understood(answer: OutboundAnswer, now: number): AccessAnswer {
	if (answer.kind === 'none') return { kind: 'failed', code: answer.reason };
	const { status, text, headers } = answer;
	const reason = wordsIn(text) ?? `HTTP ${status}`;
	// it holds for every call, and somebody may be standing at the door: no longer than after failures
	const asked = (): number | undefined => retryAfter(headers, now, LONGEST_PAUSE);
	if (status >= 200 && status < 300) {
		return jsonIn(text).status === 'refused' ? { kind: 'refused', reason } : { kind: 'confirmed' };
	}
	if (status === 429 || status === 408) {
		return { kind: 'failed', code: 'rate-limited', reason, wait: asked() };
	}
	// the others speak of this call, and not of the whole of it (RFC 9110 § 15.6.4)
	if (status === 503) return { kind: 'failed', code: 'server-error', reason, wait: asked() };
	if (status >= 500) return { kind: 'failed', code: 'server-error', reason };
	if (status === 401 || status === 403) return { kind: 'failed', code: 'key-refused', reason };
	if (status < 400 || SET_UP_WRONGLY.includes(status))
		return { kind: 'failed', code: 'wrong-address', reason };
	return { kind: 'refused', reason };
}
