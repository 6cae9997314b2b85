import type { Fact } from '../domain/facts/registry.ts';
import type { Subject } from '../domain/fold.ts';
import { Log } from '../domain/log.ts';
import { checkView, type CheckView } from '../domain/views/cameraCheck.ts';
import { contactIdOf, isViolation, messageView, type MessageView } from '../domain/views/message.ts';
import { shiftView, type ShiftView } from '../domain/views/shift.ts';
import { insertSorted, removeSorted } from './sortedIds.ts';

const TWELVE_MONTHS = 365 * 86_400_000;

/** All messages, checks and shifts in memory, in the orders that the screens ask for. Replica and outbox feed it. */
export class LogState {
	readonly #log = new Log();
	readonly #messages: string[] = [];
	readonly #checks: string[] = [];
	readonly #shifts: string[] = [];
	readonly #byContact = new Map<string, string[]>();
	readonly #contactOf = new Map<string, string>();
	readonly #drafts = new Set<string>();
	#version = $state(0);

	/** Counts up with every change; reading it makes what reads it follow the log. */
	get version(): number {
		return this.#version;
	}

	/** Takes facts in; doubles are ignored. */
	add(facts: Iterable<Fact>): void {
		this.#follow(this.#log.add(facts));
	}

	/** Forgets facts that a reissue replaced or that the server no longer has. */
	remove(facts: Iterable<Fact>): void {
		this.removeIds([...facts].map((fact) => fact._id));
	}

	/** {@link LogState.remove} for facts of which only the ids are known. */
	removeIds(ids: Iterable<string>): void {
		const gone = [...ids];
		this.#forgetDrafts(gone);
		this.#follow(this.#log.removeIds(gone));
	}

	/** The folded subject: what commands that speak of it need. */
	subject(id: string): Subject | undefined {
		return this.#log.subject(id);
	}

	message(id: string, now: number): MessageView | undefined {
		void this.#version;
		return messageView(this.#log.subject(id), now);
	}

	check(id: string): CheckView | undefined {
		void this.#version;
		return checkView(this.#log.subject(id));
	}

	shift(id: string): ShiftView | undefined {
		void this.#version;
		return shiftView(this.#log.subject(id));
	}

	/** Ids of all messages, newest first. */
	get messageIds(): string[] {
		void this.#version;
		return this.#messages.toReversed();
	}

	/** All camera checks, newest first. */
	get checks(): CheckView[] {
		void this.#version;
		return viewed(this.#checks, (id) => checkView(this.#log.subject(id)));
	}

	/** All shifts, newest first. */
	get shifts(): ShiftView[] {
		void this.#version;
		return viewed(this.#shifts, (id) => shiftView(this.#log.subject(id)));
	}

	/** The messages of a contact, newest first. */
	messagesOf(contact: string, now: number): MessageView[] {
		void this.#version;
		return viewed(this.#byContact.get(contact) ?? [], (id) => messageView(this.#log.subject(id), now));
	}

	/** The messages that belong to a camera check, newest first. */
	messagesOfCheck(check: string, now: number): MessageView[] {
		void this.#version;
		const started = this.#log.subject(check)?.root?._id ?? '';
		const since = this.#messages.filter((id) => id >= started || this.#log.subject(id)?.matters.has('check'));
		return viewed(since, (id) => messageView(this.#log.subject(id), now)).filter(
			(view) => view.check === check
		);
	}

	/** True where a message came from that draft. */
	hasDraft(draft: string): boolean {
		return this.#drafts.has(draft);
	}

	/** How often the contact broke a rule within 12 months (DESIGN § 7.4). */
	violationsOf(contact: string, now: number): number {
		return this.messagesOf(contact, now).filter(
			(view) => isViolation(view) && Date.parse(view.fact.at) > now - TWELVE_MONTHS
		).length;
	}

	/** The messages whose block stands for the contact now. */
	blocksOf(contact: string, now: number): MessageView[] {
		return this.messagesOf(contact, now).filter((view) => view.block?.state === 'active');
	}

	#forgetDrafts(subjects: Iterable<string>): void {
		for (const id of subjects) {
			const root = this.#log.subject(id)?.root;
			if (root?.type === 'message' && root.draft) this.#drafts.delete(root.draft);
		}
	}

	#follow(changed: ReadonlySet<string>): void {
		if (changed.size === 0) return;
		for (const id of changed) this.#place(id, this.#log.subject(id));
		this.#version += 1;
	}

	#place(id: string, subject: Subject | undefined): void {
		const type = subject?.root?.type;
		const put = (list: string[], here: boolean): void =>
			here ? insertSorted(list, id) : removeSorted(list, id);
		put(this.#messages, type === 'message');
		put(this.#checks, type === 'checkStarted');
		put(this.#shifts, type === 'shiftStarted');
		if (subject?.root?.type === 'message' && subject.root.draft) this.#drafts.add(subject.root.draft);
		const view = messageView(subject, 0);
		this.#fileUnder(id, view && contactIdOf(view.contact));
	}

	#fileUnder(message: string, contact: string | undefined): void {
		const before = this.#contactOf.get(message);
		if (before === contact) return;
		if (before !== undefined) {
			removeSorted(this.#byContact.get(before) ?? [], message);
			this.#contactOf.delete(message);
		}
		if (contact === undefined) return;
		this.#contactOf.set(message, contact);
		const list = this.#byContact.get(contact);
		if (list) insertSorted(list, message);
		else this.#byContact.set(contact, [message]);
	}
}

function viewed<View>(ids: readonly string[], view: (id: string) => View | undefined): View[] {
	const views: View[] = [];
	for (let i = ids.length - 1; i >= 0; i -= 1) {
		const seen = view(ids[i] ?? '');
		if (seen !== undefined) views.push(seen);
	}
	return views;
}
