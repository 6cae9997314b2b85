/** A Discourse as the connector speaks to it: https://docs.discourse.org, `POST /posts.json` and `GET /t/external_id/:id.json`. */
import { ask, jsonIn, retryAfter, type OutboundAnswer } from '../outbound/request.ts';
import type { BoardConnector } from '../outbound/connectors.ts';
import type { FailureCode } from '../outbound/connectorState.ts';

/** An answer has the post as HTML in it too. */
const ANSWER_LIMIT = 1_000_000;
const MAX_REASON = 200;
/** Longest wait that is heeded, ms: some limits of Discourse are for a day (`max_topics_per_day`). */
const LONGEST_WAIT = 86_400_000;

/** A post as it is to be. */
export interface BoardPost {
	/** Unlike for any two posts; Discourse takes up to 50 letters, digits, `_` and `-`, and ignores case */
	readonly externalId: string;
	readonly title: string;
	readonly body: string;
}

/** What came of it. */
export type BoardAnswer =
	| { readonly kind: 'posted'; readonly url: string }
	/** Somebody there has to let it through */
	| { readonly kind: 'queued' }
	/** It does not take this post as it is */
	| { readonly kind: 'rejected'; readonly reason: string }
	| {
			readonly kind: 'failed';
			readonly code: FailureCode;
			readonly reason?: string;
			/** How long it asks to wait, ms */
			readonly wait?: number;
	  };

/** What is needed to speak to it. */
export interface DiscourseOptions {
	readonly connector: Pick<BoardConnector, 'url' | 'user' | 'key' | 'category'>;
	/** ms */
	readonly timeout: number;
	readonly clock: () => number;
	readonly signal: AbortSignal;
}

function reasonIn(text: string): string | undefined {
	const { errors } = jsonIn(text);
	const said = Array.isArray(errors) ? errors.filter((error) => typeof error === 'string').join(' ') : '';
	return said === '' ? undefined : said.slice(0, MAX_REASON);
}

/** `extras.wait_seconds` of Discourse's own limits, `Retry-After` of a proxy's. */
function waitIn({ text, headers }: { text: string; headers: Headers }, now: number): number | undefined {
	const { extras } = jsonIn(text) as { extras?: { wait_seconds?: unknown } };
	const seconds = extras?.wait_seconds;
	if (typeof seconds === 'number' && seconds >= 0) return Math.min(seconds * 1000, LONGEST_WAIT);
	return retryAfter(headers, now, LONGEST_WAIT);
}

/** Posts to a Discourse, and finds what was posted. */
export class Discourse {
	readonly #options: DiscourseOptions;

	constructor(options: DiscourseOptions) {
		this.#options = options;
	}

	/** Posts a topic. */
	async post({ externalId, title, body }: BoardPost): Promise<BoardAnswer> {
		const { category } = this.#options.connector;
		const answer = await this.#ask('POST', '/posts.json', {
			title,
			raw: body,
			external_id: externalId,
			...(category === undefined ? {} : { category: Number(category) })
		});
		if (answer.kind === 'none' || answer.status < 200 || answer.status >= 300) return this.#failure(answer);
		const { topic_id: topic, topic_slug: slug, action } = jsonIn(answer.text);
		if (typeof topic === 'number') {
			return {
				kind: 'posted',
				url: this.#topicUrl(typeof slug === 'string' ? `${slug}/${topic}` : String(topic))
			};
		}
		if (action === 'enqueued') return { kind: 'queued' };
		return { kind: 'failed', code: 'wrong-address' };
	}

	/** Looks for a topic. It answers with a redirect to it. @returns undefined where there is none */
	async find(externalId: string): Promise<BoardAnswer | undefined> {
		const answer = await this.#ask('GET', `/t/external_id/${externalId}.json`);
		if (answer.kind === 'answer' && answer.status === 404) return undefined;
		const location = answer.kind === 'answer' ? answer.headers.get('location') : null;
		const path =
			location === null ? undefined : /\/t\/((?:[^/?#]+\/)?\d+)(?:\.json)?(?:[?#]|$)/.exec(location)?.[1];
		return path === undefined ? this.#failure(answer) : { kind: 'posted', url: this.#topicUrl(path) };
	}

	#topicUrl(path: string): string {
		return `${this.#options.connector.url}/t/${path}`;
	}

	async #ask(method: 'GET' | 'POST', path: string, content?: object): Promise<OutboundAnswer> {
		const { connector, timeout, signal } = this.#options;
		return await ask({
			url: connector.url + path,
			method,
			headers: {
				accept: 'application/json',
				'api-key': connector.key,
				'api-username': connector.user,
				...(content ? { 'content-type': 'application/json' } : {})
			},
			body: content && JSON.stringify(content),
			timeout,
			limit: ANSWER_LIMIT,
			signal
		});
	}

	#failure(answer: OutboundAnswer): BoardAnswer {
		if (answer.kind === 'none') return { kind: 'failed', code: answer.reason };
		const { status, text } = answer;
		const reason = reasonIn(text);
		if (status === 422) return { kind: 'rejected', reason: reason ?? 'HTTP 422' };
		const failed = (code: FailureCode, wait?: number): BoardAnswer => ({
			kind: 'failed',
			code,
			reason: reason ?? `HTTP ${status}`,
			wait
		});
		if (status === 401 || status === 403) return failed('key-refused');
		if (status === 429) return failed('rate-limited', waitIn(answer, this.#options.clock()));
		return failed(status >= 500 ? 'server-error' : 'wrong-address');
	}
}
