import { SvelteMap } from 'svelte/reactivity';
import { problemsOfMessage, type MessageInput } from '../domain/commands/logMessage.ts';
import { refused, type FieldProblem, type Result } from '../domain/commands/result.ts';
import type { Assignee, Named, Person } from '../domain/facts/fields.ts';
import type { Channel, MessageFact, MessageKind } from '../domain/facts/message.ts';
import { BLOCK_ENDS, blockUntil, type BlockEnd } from '../domain/time/blockEnd.ts';
import { dayOf, instantOfDayAndClock } from '../domain/time/zone.ts';
import { saveMessage } from './messages.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { messageKey, newDraftId, type MessageDraft } from './drafts.svelte.ts';

/** Where a form begins: what the screen that opens it knows already. */
export interface FormStart {
	/** The studio or office that the matter is about */
	readonly site: string;
	readonly contact?: Person;
}

/** The fields of the form "… CRM Kundenmitteilung" while somebody fills them in, kept as a draft with every change (DESIGN § 7.5). */
export class MessageForm {
	/** Site's id: the one that the matter is about */
	site = $state('');
	kind = $state<MessageKind>();
	contact = $state.raw<Person>();
	text = $state('');
	assignee = $state.raw<Assignee>();
	forInformation = $state(false);
	board = $state(false);
	/** `yyyy-mm-dd` at the site */
	footageDay = $state('');
	/** `HH:MM` at the site */
	footageClock = $state('');
	rule = $state.raw<Named>();
	channel = $state<Channel>();
	blockReason = $state.raw<Named>();
	blockEnd = $state<BlockEnd>('none');
	/** `yyyy-mm-dd`: the last day of the block */
	blockDay = $state('');
	readonly #app: Dienstbuch;
	#id: string;
	#replaces: string | undefined;
	readonly #blank: string;
	/** The draft as it was last kept; undefined while nothing of it is stored */
	#kept: string | undefined;
	#saving: Promise<Result<MessageFact>> | undefined;
	readonly #shown = new SvelteMap<string, FieldProblem>();

	constructor(app: Dienstbuch, start: FormStart) {
		this.#app = app;
		this.#id = newDraftId((length) => app.random(length));
		this.site = start.site;
		this.contact = start.contact;
		this.#blank = contentOf(this.draft);
	}

	/** Names this draft for good. */
	get id(): string {
		return this.#id;
	}

	/** The key under which the draft is kept. */
	get draftKey(): string {
		return messageKey(this.#id);
	}

	/** The problem to show at a field: only once somebody tried to save, and until it is mended. */
	problem(field: string): FieldProblem | undefined {
		const shown = this.#shown.get(field);
		return shown && this.problems.find((problem) => problem.field === field);
	}

	/** Every field that keeps the message from being saved, in the order of the form. */
	get problems(): FieldProblem[] {
		const problems = problemsOfMessage(this.input, this.#app.clock.exact());
		// "bis" without a date must not become a block without end.
		const dateMissing = this.kind === 'block' && this.blockEnd === 'date' && this.blockDay === '';
		return dateMissing ? [...problems, { field: 'blockUntil', problem: 'missing' }] : problems;
	}

	/** True where nothing was written yet: such a draft is not worth keeping. */
	get untouched(): boolean {
		return contentOf(this.draft) === this.#blank;
	}

	/** What the command gets. */
	get input(): MessageInput {
		return {
			site: this.site,
			kind: this.kind,
			contact: this.contact,
			text: this.text,
			assignee: this.assignee,
			forInformation: this.forInformation,
			board: this.board ? true : undefined,
			footageAt: this.#footageAt(),
			rule: this.rule,
			channel: this.channel,
			block: { reason: this.blockReason, until: this.#blockUntil() },
			replaces: this.#replaces,
			draft: this.#id
		};
	}

	/** Keeps the draft as it stands; drops it where all that was written is gone again. To be called after each change. */
	keep(): void {
		// Read first, whatever happens then: what calls this follows what it reads.
		const now = JSON.stringify(this.draft);
		if (this.#saving || now === this.#kept) return;
		if (!this.untouched) this.#app.drafts.keep(this.draftKey, this.draft);
		else if (this.#kept !== undefined) void this.#app.drafts.discard(this.draftKey);
		else return;
		this.#kept = now;
	}

	/** Gives up what was written so far. @throws StorageFull */
	discard(): Promise<void> {
		this.#kept = JSON.stringify(this.draft);
		return this.#app.drafts.discard(this.draftKey);
	}

	/** Goes on with a draft. */
	resume(draft: MessageDraft): void {
		this.#id = draft.id;
		this.#replaces = draft.replaces;
		this.kind = draft.kind;
		this.contact = draft.contact ?? this.contact;
		this.text = draft.text;
		this.assignee = draft.assignee;
		this.forInformation = draft.forInformation;
		this.board = draft.board ?? false;
		this.footageDay = draft.footageDay ?? '';
		this.footageClock = draft.footageClock ?? '';
		this.rule = draft.rule;
		this.channel = draft.channel;
		this.blockReason = draft.blockReason;
		this.blockEnd = BLOCK_ENDS.find((end) => end === draft.blockEnd) ?? 'none';
		this.blockDay = draft.blockDay ?? '';
		this.site = draft.site ?? this.site;
		this.#kept = JSON.stringify(this.draft);
	}

	/** Saves, or shows at each field what is missing. A second call while one is under way is the same call. @throws StorageFull: the draft is kept */
	save(): Promise<Result<MessageFact>> {
		this.#saving ??= this.#save().finally(() => (this.#saving = undefined));
		return this.#saving;
	}

	async #save(): Promise<Result<MessageFact>> {
		this.#shown.clear();
		const { problems } = this;
		for (const problem of problems) this.#shown.set(problem.field, problem);
		return problems.length > 0 ? refused(problems) : saveMessage(this.#app, this.input, this.draftKey);
	}

	#blockUntil(): string | undefined {
		const zone = this.#app.directory.timeZoneOf(this.site);
		const until = blockUntil(this.blockEnd, this.blockDay, this.#app.clock.exact(), zone);
		return until === undefined ? undefined : new Date(until).toISOString();
	}

	#footageAt(): string | undefined {
		if (this.footageClock === '') return undefined;
		const zone = this.#app.directory.timeZoneOf(this.site);
		const day = this.footageDay || dayOf(this.#app.clock.exact(), zone);
		const instant = instantOfDayAndClock(day, this.footageClock, zone);
		return instant === undefined ? undefined : new Date(instant).toISOString();
	}

	/** The form as a draft. */
	get draft(): MessageDraft {
		return {
			id: this.#id,
			kind: this.kind,
			contact: this.contact,
			text: this.text,
			assignee: this.assignee,
			forInformation: this.forInformation,
			board: this.board,
			footageDay: this.footageDay,
			footageClock: this.footageClock,
			rule: this.rule,
			channel: this.channel,
			blockReason: this.blockReason,
			blockEnd: this.blockEnd,
			blockDay: this.blockDay,
			replaces: this.#replaces,
			site: this.site
		};
	}
}

/** What was written, without what the screen that opened the form knew. */
function contentOf({ id: _id, contact, ...rest }: MessageDraft): string {
	return JSON.stringify({ ...rest, contact: contact?.kind === 'contact' ? undefined : contact });
}
