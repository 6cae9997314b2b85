import { getContext, setContext } from 'svelte';
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { gateOf, type Gate } from '$lib/app/gate.ts';
import type { PinDue } from './pinDue.ts';

const KEY = Symbol('gate');

/** What stands before the screens, and whose PIN has to be changed. */
export class GateState {
	readonly #app: Dienstbuch;
	#due = $state.raw<PinDue>();
	#leaving = $state(false);

	constructor(app: Dienstbuch) {
		this.#app = app;
	}

	/** Who has to choose a PIN of their own before anything else; undefined where nobody has to. */
	get due(): PinDue | undefined {
		return this.#due;
	}

	/** True while a person signs out. */
	get leaving(): boolean {
		return this.#leaving;
	}

	/** What is shown now. Reactive. */
	get current(): Gate {
		const { session, status, directoryReady, messagesReady, failure, duty, clock } = this.#app;
		return gateOf({
			session,
			status,
			// The idle lock starts with the directory: until then a screen that it may have to lock stays shut.
			ready: messagesReady && (directoryReady || !duty.leftAlone),
			failed: failure !== undefined,
			onDuty: duty.current !== undefined,
			locked: duty.locked,
			pinChangeDue: this.#due !== undefined,
			now: clock.now
		});
	}

	/** Somebody has typed the right PIN. @param due where it has to be changed first; otherwise they are on duty now */
	checkedIn(due: PinDue | undefined): void {
		this.#due = due;
	}

	/** The person signs out, for good as far as this browser is concerned. */
	leave(): void {
		this.#leaving = true;
	}

	/** Signing out failed. */
	stay(): void {
		this.#leaving = false;
	}

	/** The PIN was changed, or is left as it is for now. */
	pinSettled(): void {
		this.#due = undefined;
	}
}

/** Gives the gate to all components below. */
export function provideGate(gate: GateState): GateState {
	return setContext(KEY, gate);
}

/** The gate. To be called while a component initialises. */
export function useGate(): GateState {
	return getContext<GateState>(KEY);
}
