import { lesserRole, type Role, type StaffMember } from '../domain/directory.ts';
import type { ShiftStartedFact } from '../domain/facts/shift.ts';
import { ApiProblem } from './api/call.ts';
import { changePin, verifyPin } from './api/pin.ts';
import type { Ground } from './ground.ts';
import { PinVerifiers } from './pinVerifiers.ts';

/** What shows that a PIN is the person's, and what they may do on the strength of it. `none`: nobody here can say */
export interface Proof {
	readonly kind: 'proved';
	readonly proof: ShiftStartedFact['proof'];
	readonly role: Role;
}

/** Why a PIN was not let in. */
export type PinProblem =
	/** The PIN is right, but was given by somebody else: nobody is on duty with it */
	| { readonly kind: 'mustChangePin' }
	| { readonly kind: 'wrong'; readonly triesLeft: number | undefined }
	| { readonly kind: 'locked'; readonly until: number }
	| { readonly kind: 'noPin' };

const DAY = 86_400_000;

/** Codes of the calls that never reached a server that could judge a PIN. */
const UNREACHABLE = ['offline', 'database-away'];

/** Has PINs judged: by the server, and where it cannot be asked by what the device remembers of its answers (DESIGN § 6). */
export class PinProof {
	readonly #ground: Ground;
	readonly #verifiers: PinVerifiers;

	constructor(ground: Ground, crypto: Crypto) {
		this.#ground = ground;
		this.#verifiers = new PinVerifiers(ground.settings, crypto);
	}

	/** @throws ApiProblem where the server refuses for another reason than the PIN */
	async of(person: StaffMember, pin: string): Promise<Proof | PinProblem> {
		try {
			const { role, pinNumber: number } = await verifyPin(person.id, pin);
			await this.#verifiers.remember(person.id, { pin, role, number, at: this.#ground.clock.exact() });
			return { kind: 'proved', proof: 'pin', role };
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			const until = numberOf(error.details.lockedUntil);
			// The try that brings the lock on is told of as a wrong one.
			if (error.code === 'locked' || (error.code === 'wrong-pin' && until !== undefined)) {
				return { kind: 'locked', until: until ?? 0 };
			}
			if (error.code === 'wrong-pin') return { kind: 'wrong', triesLeft: numberOf(error.details.triesLeft) };
			if (error.code === 'unknown-staff') return { kind: 'noPin' };
			if (error.code === 'pin-change-needed') return { kind: 'mustChangePin' };
			// Only where the server cannot be asked does the device decide; too many tries, for one, are no reason to let somebody in.
			if (!UNREACHABLE.includes(error.code)) throw error;
			return this.#here(person, pin);
		}
	}

	/** Sets a PIN of the person's own on the server. @throws ApiProblem */
	async change(person: StaffMember, pin: string, newPin: string): Promise<void> {
		await changePin(person.id, pin, newPin);
		await this.#verifiers.forget(person.id);
	}

	async #here(person: StaffMember, pin: string): Promise<Proof | PinProblem> {
		const { clock, directory } = this.#ground;
		// as this device has heard it last: who has left is not among them
		const listed = directory.staff.find(({ id }) => id === person.id);
		if (!listed) return { kind: 'noPin' };
		const verdict = await this.#verifiers.check(person.id, pin, {
			number: directory.pinNumberOf(person.id),
			lasts: directory.settings.lockAfterDays * DAY,
			now: clock.exact()
		});
		if (verdict.kind === 'right') {
			return { kind: 'proved', proof: 'verifier', role: lesserRole(verdict.role, listed.role) };
		}
		return verdict.kind === 'unknown' ? { kind: 'proved', proof: 'none', role: 'staff' } : verdict;
	}
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}
