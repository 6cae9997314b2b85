import * as v from 'valibot';
import type { Settings } from '../data/settings.ts';
import { isOlder } from '../domain/appVersion.ts';
import { pauseAfter } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './environment.ts';
import { failureOf, request, RequestFailed } from './http.ts';
import { Bell, pause } from './pause.ts';
import { deviceAnswer, nextSession, session, type DeviceAnswer, type Session } from './session.ts';

const KEY = 'sync.session';
/** How often the server is asked whether the session still stands, ms (rule S1). */
export const CHECK_EVERY = 60_000;

/** How the last question to the server went. */
export type ContactState =
	| { readonly kind: 'asking' }
	/** `at` is corrected time, ms */
	| { readonly kind: 'answered'; readonly at: number }
	| {
			readonly kind: 'failed';
			readonly failure: RequestFailed;
			readonly until: number;
			readonly since: number;
	  };

/** The session with the server: who this browser is, which generation, what time it is (rules S1 to S5). */
export class Contact {
	readonly #environment: Environment;
	readonly #settings: Settings;
	readonly #clock: Clock;
	readonly #appVersion: string;
	readonly #changed: () => void;
	readonly #doubted = new Bell();
	readonly #ready = new Bell();
	#state: ContactState = { kind: 'asking' };
	#trusted = false;
	#failures = 0;

	/**
	 * @param appVersion of this app, `1.2.3`
	 * @param changed is called after each change of {@link state} or {@link session}
	 */
	constructor(
		environment: Environment,
		settings: Settings,
		clock: Clock,
		appVersion: string,
		changed: () => void
	) {
		this.#environment = environment;
		this.#settings = settings;
		this.#clock = clock;
		this.#appVersion = appVersion;
		this.#changed = changed;
	}

	get state(): ContactState {
		return this.#state;
	}

	get session(): Session {
		return this.#settings.get(KEY, session) ?? { kind: 'unknown' };
	}

	/** True where the server lets only newer apps in. */
	get outdated(): boolean {
		const { session } = this;
		return session.kind === 'active' && isOlder(this.#appVersion, session.oldestApp);
	}

	/** The generation to sync with, where the session allows it. */
	get generation(): string | undefined {
		const { session } = this;
		if (this.outdated) return undefined;
		return session.kind === 'active' || session.kind === 'retired' ? session.generation : undefined;
	}

	/** Asks the server at once, and again each {@link CHECK_EVERY}, until the signal. */
	async run(signal: AbortSignal): Promise<void> {
		this.#trusted = false;
		while (!signal.aborted) {
			const doubted = this.#doubted.signal;
			const wait = await this.#ask(signal);
			if (!signal.aborted) await pause(this.#environment, wait, signal, doubted);
		}
	}

	/** Something failed that may be due to the session: nothing goes on before the server was asked again (rule S2). */
	doubt(): void {
		this.#trusted = false;
		// While asking fails, its own pauses hold; a failed push must not shorten them.
		if (this.#state.kind !== 'failed') this.#doubted.ring();
	}

	/** Asks at once, whatever pause there is. */
	wake(): void {
		this.#failures = 0;
		this.#doubted.ring();
	}

	/** Waits until the server has said that this device may sync. @returns the generation; undefined at the signal */
	async ready(signal: AbortSignal): Promise<string | undefined> {
		while (!signal.aborted) {
			if (this.#trusted && this.generation !== undefined) return this.generation;
			await pause(this.#environment, Infinity, signal, this.#ready.signal);
		}
		return undefined;
	}

	/** @returns ms until the next question */
	async #ask(signal: AbortSignal): Promise<number> {
		try {
			const answer = await this.#fetch(signal);
			this.#failures = 0;
			await this.#remember(nextSession(this.session, answer));
			this.#state = { kind: 'answered', at: this.#clock.now() };
			this.#trusted = answer !== undefined;
			this.#changed();
			this.#ready.ring();
			return CHECK_EVERY;
		} catch (error) {
			if (signal.aborted) return 0;
			const failure = error instanceof RequestFailed ? error : new RequestFailed('storage-full');
			this.#failures += 1;
			const wait = failure.retryAfter ?? pauseAfter(this.#failures, this.#environment.random());
			const now = this.#clock.now();
			const since = this.#state.kind === 'failed' ? this.#state.since : now;
			this.#state = { kind: 'failed', failure, until: now + wait, since };
			this.#trusted = false;
			this.#changed();
			return wait;
		}
	}

	/** @returns undefined for a 401 */
	async #fetch(signal: AbortSignal): Promise<DeviceAnswer | undefined> {
		const sent = this.#environment.monotonic();
		const response = await request(this.#environment, '/api/device', {
			headers: { accept: 'application/json' },
			signal
		});
		const roundTrip = this.#environment.monotonic() - sent;
		if (response.status === 401) return undefined;
		if (!response.ok) throw failureOf(response, this.#environment.now());
		const answer = v.safeParse(deviceAnswer, await response.json().catch(() => undefined));
		if (!answer.success) throw new RequestFailed('server-error', response.status);
		await this.#clock.measure(answer.output.serverTime, roundTrip);
		return answer.output;
	}

	/** Writes only what a start without network needs to know: the time of contact alone is kept to the minute. */
	async #remember(next: Session): Promise<void> {
		const before = this.session;
		if (JSON.stringify({ ...before, lastContact: 0 }) === JSON.stringify({ ...next, lastContact: 0 })) {
			if (before.kind !== 'active' || next.kind !== 'active') return;
			if (next.lastContact - before.lastContact < CHECK_EVERY * 0.9) return;
		}
		await this.#settings.set(KEY, next);
	}
}
