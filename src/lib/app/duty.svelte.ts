import * as v from 'valibot';
import { checkIn, checkOut, confirmShift } from '../domain/commands/shift.ts';
import { nameInFacts, type StaffMember } from '../domain/directory.ts';
import type { Author } from '../domain/facts/fields.ts';
import type { Writer } from '../domain/issue.ts';
import { dutyDay } from '../domain/time/dutyDay.ts';
import type { ShiftView } from '../domain/views/shift.ts';
import type { Ground } from './ground.ts';
import { PinProof, type PinProblem, type Proof } from './pinProof.ts';
import type { PinTag } from './pinTags.ts';
import { UnconfirmedPins } from './unconfirmedPins.ts';

/** What a check-in came to. */
export type CheckInResult =
	| { readonly kind: 'onDuty' }
	| PinProblem
	/** Without network this device cannot judge the PIN, and the screen is locked */
	| { readonly kind: 'unchecked' };

const LATELY = 8;

/** The least that the settings allow, minutes. */
const SHORTEST_IDLE = 1;

/** Who is on duty at this device (aktueller Dienst, S5), and whether the screen is locked. */
export class Duty {
	readonly #ground: Ground;
	readonly #proof: PinProof;
	readonly #unconfirmed: UnconfirmedPins;
	#active = $state<string>();
	#locked = $state(false);
	/** On the device's own clock, ms since 1970 */
	#touchedAt = 0;

	constructor(ground: Ground, crypto: Crypto) {
		this.#ground = ground;
		this.#proof = new PinProof(ground, crypto);
		this.#unconfirmed = new UnconfirmedPins(ground.settings, crypto);
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

	/** True where the screen may have to be locked, once the directory has told after how many minutes. */
	get leftAlone(): boolean {
		return (
			this.#ground.identity?.kind === 'device' && this.current !== undefined && this.#idle(SHORTEST_IDLE)
		);
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
		const proof = await this.#proof.of(person, pin);
		if (proof.kind !== 'proved') return proof;
		if (proof.proof === 'none') return this.#takeOnTrust(person, pin, proof);
		const known = this.#openShiftsOf(person);
		const next = known.find((shift) => shift.confirmed) ?? known[0];
		if (next) await this.#activate(next.id);
		else await this.#begin(person, proof);
		if (proof.proof === 'pin') await this.#confirmEarlier(person.id);
		return { kind: 'onDuty' };
	}

	/** Sets a PIN of the person's own on the server; the next check-in is with that one. @throws ApiProblem */
	async changePin(person: StaffMember, pin: string, newPin: string): Promise<void> {
		await this.#proof.change(person, pin, newPin);
	}

	/** A person who signed in with a password is on duty without a PIN (DESIGN § 6). */
	async begin(site: string): Promise<void> {
		const { identity } = this.#ground;
		if (identity?.kind !== 'person' || !identity.staff) return;
		const author: Author = { ...identity.staff, role: identity.role ?? 'staff' };
		const started = checkIn(this.#writerOf(author), site, 'account');
		await this.#ground.write(started);
		await this.#activate(started._id);
	}

	/** CheckOut: the shift ends, and whoever else is on duty here has to type a PIN. */
	async checkOut(shift: ShiftView): Promise<void> {
		const subject = this.#ground.log.subject(shift.id);
		if (!subject) return;
		await this.#ground.write(checkOut(this.#writerOf(shift.author, shift.id), subject, 'person'));
		if (shift.id === this.#active) await this.#activate(undefined);
		await this.#forgetPins();
	}

	/**
	 * Ends shifts of a day that is over (Tageswechsel), save the one that is being worked under.
	 * @param minutes for how long the screen may stay untouched now, as the idle lock has it: who watches footage is at work
	 */
	async endForgotten(minutes: number): Promise<void> {
		const { clock, directory, log } = this.#ground;
		const today = (shift: ShiftView, instant: number): string =>
			dutyDay(instant, directory.siteOf(shift.fact.site), directory.timeZoneOf(shift.fact.site));
		for (const shift of this.open) {
			const inUse = shift.id === this.#active && !this.#idle(minutes);
			if (inUse || today(shift, Date.parse(shift.since)) === today(shift, clock.exact())) continue;
			const subject = log.subject(shift.id);
			if (subject)
				await this.#ground.write(checkOut(this.#writerOf(shift.author, shift.id), subject, 'dayChange'));
		}
		await this.#forgetPins();
	}

	/** Somebody touched the screen: the idle lock starts counting anew. */
	touch(): void {
		const now = this.#deviceTime;
		// Written rarely, since it only has to be right to the half minute after a reload.
		if (now - this.#touchedAt > 20_000) void this.#ground.settings.set('app.touchedAt', now);
		this.#touchedAt = now;
	}

	/** Locks where nobody has touched the screen for long enough. @param minutes as the settings have it for the screen that is shown */
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
		void this.#unconfirmed.follow(renamed);
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

	#idle(minutes: number): boolean {
		// Where the clock itself was set, back or ahead, nobody knows: then it locks.
		return Math.abs(this.#deviceTime - this.#touchedAt) > minutes * 60_000;
	}

	/** ms since 1970 on the device's own clock: that the server tells it to be wrong by years is nobody's idleness. */
	get #deviceTime(): number {
		const { clock, clockOffset } = this.#ground;
		return clock.exact() - clockOffset;
	}

	/** The shifts of a person that are open here, the latest first: beside a confirmed one there may be others. */
	#openShiftsOf(person: StaffMember): ShiftView[] {
		return this.open.filter((shift) => shift.author.id === person.id);
	}

	/**
	 * A first check-in offline is accepted (DESIGN § 6), but it opens no screen that somebody has locked, and takes over no shift that
	 * a PIN has confirmed: that one has its role (rule A2). To an unconfirmed shift leads the PIN with which it began.
	 */
	async #takeOnTrust(person: StaffMember, pin: string, proof: Proof): Promise<CheckInResult> {
		const own = this.#openShiftsOf(person).filter((shift) => !shift.confirmed);
		const ids = own.map(({ id }) => id);
		const verdict = await this.#unconfirmed.check(ids, pin, this.#ground.clock.exact());
		if (verdict.kind === 'locked') return verdict;
		if (verdict.kind === 'right') {
			await this.#activate(verdict.shift);
			return { kind: 'onDuty' };
		}
		// A lock is somebody's: at the Tageswechsel it ends with the shift.
		if (this.locked && this.current) return verdict.kind === 'wrong' ? verdict : { kind: 'unchecked' };
		// without cryptography no PIN was kept
		const [latest] = verdict.kind === 'unknown' ? ids : [];
		if (latest === undefined) await this.#begin(person, proof, await this.#unconfirmed.tag(pin));
		else await this.#activate(latest);
		return { kind: 'onDuty' };
	}

	/** @param tag of the PIN that leads back to the shift, where nothing else does */
	async #begin(person: StaffMember, proof: Proof, tag?: PinTag): Promise<void> {
		const author: Author = { id: person.id, name: nameInFacts(person), role: proof.role };
		const site = this.#ground.identity?.site.id ?? '';
		const started = checkIn(this.#writerOf(author), site, proof.proof);
		await this.#ground.write(started);
		// at once, before the shift may have another id
		await Promise.all([this.#unconfirmed.keep(started._id, tag), this.#activate(started._id)]);
	}

	/** The PINs of unconfirmed shifts go when these are over, or are confirmed. */
	async #forgetPins(): Promise<void> {
		await this.#unconfirmed.forget((id) => {
			const shift = this.#ground.log.shift(id);
			return shift !== undefined && (shift.until !== undefined || shift.confirmed);
		});
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
		await this.#forgetPins();
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
