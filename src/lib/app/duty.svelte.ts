import * as v from 'valibot';
import { checkIn, checkOut, confirmShift } from '../domain/commands/shift.ts';
import { lesserRole, nameInFacts, type Role, type StaffMember } from '../domain/directory.ts';
import type { Author } from '../domain/facts/fields.ts';
import type { ShiftStartedFact } from '../domain/facts/shift.ts';
import type { Writer } from '../domain/issue.ts';
import { dutyDay } from '../domain/time/dutyDay.ts';
import type { ShiftView } from '../domain/views/shift.ts';
import { ApiProblem } from './api/call.ts';
import { changePin, verifyPin } from './api/pin.ts';
import type { Ground } from './ground.ts';
import { PinVerifiers } from './pinVerifiers.ts';

/** What a check-in came to. */
export type CheckInResult =
	| { readonly kind: 'onDuty' }
	/** The PIN is right, but was given by somebody else: nobody is on duty with it */
	| { readonly kind: 'mustChangePin' }
	| { readonly kind: 'wrong'; readonly triesLeft: number | undefined }
	| { readonly kind: 'locked'; readonly until: number }
	| { readonly kind: 'noPin' };

type Proof = { kind: 'proved'; proof: ShiftStartedFact['proof']; role: Role };

const LATELY = 8;
const DAY = 86_400_000;

/** Codes of the calls that never reached a server that could judge a PIN. */
const UNREACHABLE = ['offline', 'database-away'];

/** Who is on duty at this device (aktueller Dienst, S5), and whether the screen is locked. */
export class Duty {
	readonly #ground: Ground;
	readonly #verifiers: PinVerifiers;
	#active = $state<string>();
	#locked = $state(false);
	#touchedAt = 0;

	constructor(ground: Ground, crypto: Crypto) {
		this.#ground = ground;
		this.#verifiers = new PinVerifiers(ground.settings, crypto);
		this.#active = ground.settings.get('app.activeShift', v.string());
		this.#locked = ground.settings.get('app.locked', v.boolean()) ?? false;
		this.#touchedAt = ground.settings.get('app.touchedAt', v.number()) ?? 0;
		ground.settings.watch((key) => this.#takeOver(key));
	}

	/** The shifts that are open on this device, the latest first. */
	get open(): ShiftView[] {
		const device = this.#ground.identity?.device;
		return this.#ground.log.shifts.filter(
			(shift) => shift.until === undefined && shift.fact.device === device
		);
	}

	/** The shift under which facts are written now; undefined where nobody is on duty. */
	get current(): ShiftView | undefined {
		return this.open.find((shift) => shift.id === this.#active);
	}

	/** True where the screen must show nothing of customers until a PIN is typed. Only shared devices lock. */
	get locked(): boolean {
		return this.#locked && this.#ground.identity?.kind === 'device';
	}

	/** Staff who were on duty here lately, the latest first. */
	get lately(): StaffMember[] {
		const device = this.#ground.identity?.device;
		const ids = new Set<string>();
		for (const shift of this.#ground.log.shifts) {
			if (shift.fact.device === device) ids.add(shift.author.id);
			if (ids.size === LATELY) break;
		}
		const staff = new Map(this.#ground.directory.staff.map((person) => [person.id, person]));
		return [...ids].flatMap((id) => staff.get(id) ?? []);
	}

	/** Writes facts as the person on duty. @throws Error where nobody is: screens do not offer commands then */
	get writer(): Writer {
		const shift = this.current;
		if (!shift) throw new Error('nobody is on duty');
		return this.#writerOf(shift.author, shift.id);
	}

	/** CheckIn by PIN, with or without network. A person who is on duty here already is switched to. */
	async checkIn(person: StaffMember, pin: string): Promise<CheckInResult> {
		const proved = await this.#prove(person, pin);
		if (proved.kind !== 'proved') return proved;
		const known = this.#openShiftOf(person.id, proved.proof);
		if (known) await this.#activate(known.id);
		else await this.#begin(person, proved);
		if (proved.proof === 'pin') await this.#confirmEarlier(person.id);
		return { kind: 'onDuty' };
	}

	/** Sets a PIN of the person's own on the server; the next check-in is with that one. @throws ApiProblem */
	async changePin(person: StaffMember, pin: string, newPin: string): Promise<void> {
		await changePin(person.id, pin, newPin);
		await this.#verifiers.forget(person.id);
	}

	/** A person who signed in with a password is on duty without a PIN (DESIGN § 6). */
	async begin(site: string): Promise<void> {
		const { identity } = this.#ground;
		if (identity?.kind !== 'person' || !identity.staff) return;
		const author: Author = { ...identity.staff, role: identity.role ?? 'staff' };
		await this.#write(checkIn(this.#writerOf(author), site, 'account'));
	}

	/** CheckOut: the shift ends, and whoever else is on duty here has to type a PIN. */
	async checkOut(shift: ShiftView): Promise<void> {
		const subject = this.#ground.log.subject(shift.id);
		if (!subject) return;
		await this.#ground.write(checkOut(this.#writerOf(shift.author, shift.id), subject, 'person'));
		if (shift.id !== this.#active) return;
		await this.#activate(undefined);
	}

	/** Ends shifts of a day that is over (Tageswechsel), save the one that is being worked under. */
	async endForgotten(): Promise<void> {
		const { clock, directory, log } = this.#ground;
		const today = (shift: ShiftView, instant: number): string =>
			dutyDay(
				instant,
				directory.sites.find((site) => site.id === shift.fact.site),
				directory.timeZoneOf(shift.fact.site)
			);
		for (const shift of this.open) {
			const inUse = shift.id === this.#active && !this.#idle();
			if (inUse || today(shift, Date.parse(shift.since)) === today(shift, clock.exact())) continue;
			const subject = log.subject(shift.id);
			if (subject)
				await this.#ground.write(checkOut(this.#writerOf(shift.author, shift.id), subject, 'dayChange'));
		}
	}

	/** Somebody touched the screen: the idle lock starts counting anew. */
	touch(): void {
		const now = this.#ground.clock.exact();
		// Written rarely, since it only has to be right to the half minute after a reload.
		if (now - this.#touchedAt > 20_000) void this.#ground.settings.set('app.touchedAt', now);
		this.#touchedAt = now;
	}

	/** Locks where nobody has touched the screen for long enough. @param minutes as the settings have it */
	lockWhenIdle(minutes: number): void {
		if (!this.#locked && this.current && this.#idle(minutes)) void this.lock();
	}

	/** Locks the screen; the draft and the shift stay. */
	async lock(): Promise<void> {
		this.#locked = true;
		await this.#ground.settings.set('app.locked', true);
	}

	/** Follows a reissue of facts to the new ids (rule C2). */
	follow(renamed: ReadonlyMap<string, string>): void {
		const next = this.#active === undefined ? undefined : renamed.get(this.#active);
		if (next === undefined) return;
		// The shift is the same under another id; a locked screen stays locked.
		this.#active = next;
		void this.#ground.settings.set('app.activeShift', next);
	}

	/** What another tab of this device did: who is on duty, and the lock, are the device's and not the tab's. */
	#takeOver(key: string): void {
		const { settings } = this.#ground;
		if (key === 'app.activeShift') this.#active = settings.get(key, v.string());
		if (key === 'app.locked') this.#locked = settings.get(key, v.boolean()) ?? false;
		if (key === 'app.touchedAt') this.#touchedAt = settings.get(key, v.number()) ?? this.#touchedAt;
	}

	#idle(minutes = this.#ground.directory.settings.idleMinutes): boolean {
		return this.#ground.clock.exact() - this.#touchedAt > minutes * 60_000;
	}

	async #prove(
		person: StaffMember,
		pin: string
	): Promise<Proof | Exclude<CheckInResult, { kind: 'onDuty' }>> {
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
			return this.#proveHere(person, pin);
		}
	}

	async #proveHere(
		person: StaffMember,
		pin: string
	): Promise<Proof | Exclude<CheckInResult, { kind: 'onDuty' }>> {
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
		if (verdict.kind !== 'unknown') return verdict;
		// A first check-in offline is accepted (DESIGN § 6), but it opens no screen that somebody else has locked.
		if (this.#locked) return { kind: 'noPin' };
		return { kind: 'proved', proof: 'none', role: 'staff' };
	}

	/** The shift that a person goes on with. What nothing has proved leads to no shift that a PIN has confirmed: it has that one's role. */
	#openShiftOf(person: string, proof: Proof['proof']): ShiftView | undefined {
		const own = this.open.filter((shift) => shift.author.id === person);
		if (proof === 'none') return own.find((shift) => !shift.confirmed);
		return own.find((shift) => shift.confirmed) ?? own[0];
	}

	async #begin(person: StaffMember, proved: Proof): Promise<void> {
		const author: Author = { id: person.id, name: nameInFacts(person), role: proved.role };
		const site = this.#ground.identity?.site.id ?? '';
		await this.#write(checkIn(this.#writerOf(author), site, proved.proof));
	}

	async #write(started: ShiftStartedFact): Promise<void> {
		await this.#ground.write(started);
		await this.#activate(started._id);
	}

	/** A PIN that the server accepted confirms what the person did here before without it (DESIGN § 6). */
	async #confirmEarlier(staff: string): Promise<void> {
		const device = this.#ground.identity?.device;
		const earlier = this.#ground.log.shifts.filter(
			(shift) => shift.author.id === staff && shift.fact.device === device && !shift.confirmed
		);
		for (const shift of earlier) {
			const subject = this.#ground.log.subject(shift.id);
			if (subject) await this.#ground.write(confirmShift(this.#writerOf(shift.author, shift.id), subject));
		}
	}

	async #activate(shift: string | undefined): Promise<void> {
		this.#active = shift;
		this.#locked = false;
		this.touch();
		if (shift === undefined) await this.#ground.settings.remove('app.activeShift');
		else await this.#ground.settings.set('app.activeShift', shift);
		await this.#ground.settings.set('app.locked', false);
	}

	#writerOf(author: Author, shift?: string): Writer {
		const { identity, clock, random } = this.#ground;
		if (!identity) throw new Error('this browser is not paired');
		// of a personal account the server takes what the account may do now, whatever it was when the shift began (rule F12)
		const role = identity.kind === 'person' ? (identity.role ?? 'staff') : author.role;
		return {
			now: () => clock.exact(),
			random,
			device: identity.device,
			deviceSite: identity.site.id,
			author: { ...author, role },
			shift
		};
	}
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}
