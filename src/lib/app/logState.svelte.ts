import type { PromotionAnsweredFact } from '../domain/facts/promotionAnswered.ts';
import type { Fact } from '../domain/facts/registry.ts';
import type { Subject } from '../domain/fold.ts';
import { instantOfId } from '../domain/ids.ts';
import { Log } from '../domain/log.ts';
import { isBlock, type BlockMessage } from '../domain/views/blockList.ts';
import { checkView, type CheckView } from '../domain/views/cameraCheck.ts';
import { contactIdOf, isViolation, messageView, type MessageView } from '../domain/views/message.ts';
import { shiftView, type ShiftView } from '../domain/views/shift.ts';
import { GroupedIds } from './groupedIds.ts';
import { insertSorted, removeSorted } from './sortedIds.ts';

const TWELVE_MONTHS = 365 * 86_400_000;

/** All messages, checks and shifts in memory, in the orders that the screens ask for. Replica and outbox feed it. */
export class LogState {
	readonly #log = new Log();
	readonly #messages: string[] = [];
	readonly #open: string[] = [];
	readonly #rewrites = new GroupedIds();
	readonly #checks: string[] = [];
	readonly #shifts: string[] = [];
	readonly #byContact = new GroupedIds();
	readonly #byCheck = new GroupedIds();
	/** Camera messages, by studio */
	readonly #cameraBySite = new GroupedIds();
	readonly #heard = new Map<string, string>();
	/** Contacts who said something to a promotion */
	readonly #answered: string[] = [];
	/** Messages, by the draft that they came from */
	readonly #byDraft = new GroupedIds();
	readonly #idsOf: (contact: string) => readonly string[];
	#version = $state(0);

	/** @param idsOf every KundenID of the person who has the given one: a contact's messages are those of all of them */
	constructor(idsOf: (contact: string) => readonly string[] = (contact) => [contact]) {
		this.#idsOf = idsOf;
	}

	/** Counts up with every change; reading it makes what reads it follow the log. */
	get version(): number {
		return this.#version;
	}

	/** Takes facts in; doubles are ignored. */
	add(facts: readonly Fact[]): void {
		for (const fact of facts) this.#hear(fact);
		this.#follow(this.#log.add(facts));
	}

	/** Forgets facts that a reissue replaced or that the server no longer has. */
	remove(facts: Iterable<Fact>): void {
		this.removeIds([...facts].map((fact) => fact._id));
	}

	/** {@link LogState.remove} for facts of which only the ids are known. */
	removeIds(ids: Iterable<string>): void {
		this.#follow(this.#log.removeIds(ids));
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

	/** Ids of the messages that are somebody's open task, newest first. */
	get openIds(): string[] {
		void this.#version;
		return this.#open.toReversed();
	}

	/** The message that was written in place of a withdrawn one; the latest, where two people did that at once. */
	rewriteOf(message: string, now: number): MessageView | undefined {
		void this.#version;
		const latest = this.#rewrites.of(message).at(-1);
		return latest === undefined ? undefined : messageView(this.#log.subject(latest), now);
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

	/** The messages of a contact, those under an older KundenID among them, newest first. */
	messagesOf(contact: string, now: number): MessageView[] {
		void this.#version;
		const ids = this.#idsOf(contact);
		const lists = ids.flatMap((id) => this.#byContact.of(id));
		return viewed(ids.length > 1 ? lists.sort() : lists, (id) => messageView(this.#log.subject(id), now));
	}

	/** The messages that belong to a camera check, newest first. */
	messagesOfCheck(check: string, now: number): MessageView[] {
		void this.#version;
		return viewed(this.#byCheck.of(check), (id) => messageView(this.#log.subject(id), now));
	}

	/** The messages of kind "Kamerakontrolle - Mitteilung" about a studio, newest first. */
	cameraMessagesOf(site: string, now: number): MessageView[] {
		void this.#version;
		return viewed(this.#cameraBySite.of(site), (id) => messageView(this.#log.subject(id), now));
	}

	/** When a device wrote the latest of its facts that arrived here (ms since 1970, UTC); undefined where none did. */
	heardFrom(device: string): number | undefined {
		void this.#version;
		const latest = this.#heard.get(device);
		return latest === undefined ? undefined : instantOfId(latest);
	}

	/** True where a message came from that draft. */
	hasDraft(draft: string): boolean {
		return this.#byDraft.of(draft).length > 0;
	}

	/** The message that came from that draft; the latest, where there are several. */
	messageOfDraft(draft: string, now: number): MessageView | undefined {
		void this.#version;
		const latest = this.#byDraft.of(draft).at(-1);
		return latest === undefined ? undefined : messageView(this.#log.subject(latest), now);
	}

	/** What customers were offered and said to it (S14). */
	get promotionAnswers(): PromotionAnsweredFact[] {
		void this.#version;
		return this.#answered.flatMap((contact) => answersIn(this.#log.subject(contact)));
	}

	/** How often the contact broke a rule within 12 months (DESIGN § 7.4). */
	violationsOf(contact: string, now: number): number {
		return this.messagesOf(contact, now).filter(
			(view) => isViolation(view) && Date.parse(view.fact.at) > now - TWELVE_MONTHS
		).length;
	}

	/** The messages whose block stands for the contact now. */
	blocksOf(contact: string, now: number): BlockMessage[] {
		return this.messagesOf(contact, now)
			.filter(isBlock)
			.filter(({ block }) => block.state === 'active');
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
		put(this.#answered, answersIn(subject).length > 0);
		const view = messageView(subject, 0);
		this.#byDraft.put(id, view?.fact.draft);
		this.#byContact.put(id, view && contactIdOf(view.contact));
		this.#byCheck.put(id, view?.check);
		this.#cameraBySite.put(id, view?.fact.kind === 'camera' ? view.fact.site : undefined);
		this.#rewrites.put(id, view?.fact.replaces);
		put(this.#open, view?.state === 'open');
	}

	#hear({ _id, device }: Fact): void {
		const before = this.#heard.get(device);
		if (before === undefined || before < _id) this.#heard.set(device, _id);
	}
}

function answersIn(subject: Subject | undefined): PromotionAnsweredFact[] {
	return subject?.facts.filter((fact) => fact.type === 'promotionAnswered') ?? [];
}

function viewed<View>(ids: readonly string[], view: (id: string) => View | undefined): View[] {
	const views: View[] = [];
	for (let i = ids.length - 1; i >= 0; i -= 1) {
		const seen = view(ids[i] ?? '');
		if (seen !== undefined) views.push(seen);
	}
	return views;
}
