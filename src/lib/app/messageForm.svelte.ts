import { SvelteMap } from 'svelte/reactivity';
import { problemsOfMessage, type MessageInput } from '../domain/commands/logMessage.ts';
import { refused, type FieldProblem, type Result } from '../domain/commands/result.ts';
import type { Assignee, Named, Person } from '../domain/facts/fields.ts';
import type { Channel, MessageFact, MessageKind } from '../domain/facts/message.ts';
import { BLOCK_ENDS, blockUntil, problemOfBlockDay, type BlockEnd } from '../domain/time/blockEnd.ts';
import { saveMessage } from './messages.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { messageKey, newDraftId, type MessageDraft } from './drafts.svelte.ts';
import { HeldPictures } from './pictures/heldPictures.svelte.ts';
import { presetReason } from './pictures/presetReason.ts';
import { TypedFootage } from './typedFootage.svelte.ts';
import { UntilDone } from './untilDone.ts';

/** Where a form begins: what the screen that opens it knows already. */
export interface FormStart {
	/** The studio or office that the matter is about */
	readonly site: string;
	readonly contact?: Person;
	/** What is filled in already, for somebody to look over */
	readonly filled?: Partial<Omit<MessageDraft, 'id' | 'contact' | 'site'>>;
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
	/** Whether it goes over to the Community Board, as ticked; undefined where the rule of the settings decides (S19) */
	board = $state<boolean>();
	readonly footage: TypedFootage;
	rule = $state.raw<Named>();
	channel = $state<Channel>();
	blockReason = $state.raw<Named>();
	/** What the customer is told */
	blockTold = $state('');
	/** Undefined until somebody chooses: who forgets to must not block without end */
	blockEnd = $state<BlockEnd>();
	/** `yyyy-mm-dd`: the last day of the block */
	blockDay = $state('');
	readonly pictures: HeldPictures;
	readonly #app: Dienstbuch;
	#id: string;
	#replaces = $state<string>();
	#check: string | undefined;
	/** The message that this one follows from */
	#refersTo = $state<string>();
	readonly #blank: string;
	/** The draft as it was last kept; undefined while nothing of it is stored */
	#kept: string | undefined;
	#saving = new UntilDone(() => this.#save());
	readonly #shown = new SvelteMap<string, FieldProblem>();

	constructor(app: Dienstbuch, start: FormStart) {
		this.#app = app;
		this.#id = newDraftId((length) => app.random(length));
		this.site = start.site;
		this.contact = start.contact;
		this.footage = new TypedFootage({
			now: () => app.clock.exact(),
			shownNow: () => app.clock.now,
			zone: () => app.directory.timeZoneOf(this.site)
		});
		this.pictures = new HeldPictures(
			app,
			() => this.#id,
			() => presetReason(this.kind)
		);
		if (start.filled) this.#take({ ...this.draft, ...start.filled });
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
		const now = this.#app.clock.exact();
		const problems = problemsOfMessage(this.input, now);
		const problem = this.#blockEndProblem ?? this.#blockDayProblem(now);
		// No end and a day that is none must not become a block without end.
		const all = problem ? [...problems.filter(({ field }) => field !== 'blockUntil'), problem] : problems;
		return [...all, ...this.pictures.problems];
	}

	/** What is wrong with the last day of the block as somebody typed it: said at once, an empty one only when saving. */
	get problemOfTypedDay(): FieldProblem | undefined {
		return this.blockDay === '' ? undefined : this.#blockDayProblem(this.#app.clock.now);
	}

	get #blockEndProblem(): FieldProblem | undefined {
		if (this.kind !== 'block' || this.blockEnd !== undefined) return undefined;
		return { field: 'blockEnd', problem: 'missing' };
	}

	#blockDayProblem(now: number): FieldProblem | undefined {
		if (this.kind !== 'block' || this.blockEnd !== 'date') return undefined;
		const problem = problemOfBlockDay(this.blockDay, now, this.#app.directory.timeZoneOf(this.site));
		return problem && { field: 'blockUntil', problem };
	}

	/** Chooses the reason of a block. The customer is told just that, unless somebody has worded it. */
	chooseBlockReason(id: string): void {
		const before = this.blockReason?.name ?? '';
		const reason = this.#app.directory.blockReasons.find((known) => known.id === id);
		this.blockReason = reason && { id: reason.id, name: reason.title };
		if (this.blockTold.trim() === '' || this.blockTold === before) this.blockTold = reason?.title ?? '';
	}

	/** True where the settings reserve the chosen reason (rule A6). */
	get blockReserved(): boolean {
		return this.#app.directory.blockReasons.some(
			({ id, reserved }) => id === this.blockReason?.id && reserved
		);
	}

	/** The withdrawn message that this one takes the place of. */
	get replaces(): string | undefined {
		return this.#replaces;
	}

	/** True where the message goes over to the Community Board as it stands: by the tick, else by the rule of the settings. */
	get goesToBoard(): boolean {
		const { boardKinds } = this.#app.directory.settings;
		return this.board ?? (this.kind !== undefined && boardKinds.includes(this.kind));
	}

	/** The message that this one follows from. */
	get refersTo(): string | undefined {
		return this.#refersTo;
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
			board: this.board,
			footageAt: this.footage.instant,
			rule: this.rule,
			channel: this.channel,
			block: {
				reason: this.blockReason,
				told: this.blockTold,
				until: this.#blockUntil(),
				reserved: this.blockReserved
			},
			refersTo: this.#refersTo,
			replaces: this.#replaces,
			check: this.#check,
			draft: this.#id
		};
	}

	/** Keeps the draft as it stands; drops it where all that was written is gone again. To be called after each change; while it is being saved, and after, it does nothing. */
	keep(): void {
		// Read first, whatever happens then: what calls this follows what it reads.
		const now = JSON.stringify(this.draft);
		if (this.#saving.begun || now === this.#kept) return;
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
		this.#take(draft);
		this.#kept = JSON.stringify(this.draft);
	}

	#take(draft: MessageDraft): void {
		this.#id = draft.id;
		this.#replaces = draft.replaces;
		this.#check = draft.check;
		this.#refersTo = draft.refersTo;
		this.kind = draft.kind;
		this.contact = draft.contact ?? this.contact;
		this.text = draft.text;
		this.assignee = draft.assignee;
		this.forInformation = draft.forInformation;
		this.board = draft.board;
		this.footage.resume(draft);
		this.rule = draft.rule;
		this.channel = draft.channel;
		this.blockReason = draft.blockReason;
		this.blockTold = draft.blockTold ?? '';
		this.blockEnd = BLOCK_ENDS.find((end) => end === draft.blockEnd);
		this.blockDay = draft.blockDay ?? '';
		this.site = draft.site ?? this.site;
		this.pictures.resume(draft);
	}

	/**
	 * Saves once, however often it is called, or shows at each field what is missing.
	 * @throws StorageFull: nothing was written, the draft is kept, and it can be tried again
	 */
	save(): Promise<Result<MessageFact>> {
		return this.#saving.run();
	}

	/** The message was taken back: what was written is a draft again, and can be saved anew. */
	takenBack(): void {
		this.#saving = new UntilDone(() => this.#save());
		this.#kept = undefined;
		this.keep();
	}

	async #save(): Promise<Result<MessageFact>> {
		await this.pictures.settled();
		this.#shown.clear();
		const { problems } = this;
		for (const problem of problems) this.#shown.set(problem.field, problem);
		return problems.length > 0
			? refused(problems)
			: saveMessage(this.#app, this.input, this.draftKey, {
					pictures: this.pictures.attached,
					// a day that somebody picked stays that day
					byClock: this.kind === 'block' && this.blockEnd !== 'date' ? ['block.until'] : undefined
				});
	}

	#blockUntil(): string | undefined {
		const zone = this.#app.directory.timeZoneOf(this.site);
		if (this.blockEnd === undefined) return undefined;
		const until = blockUntil(this.blockEnd, this.blockDay, this.#app.clock.exact(), zone);
		return until === undefined ? undefined : new Date(until).toISOString();
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
			...this.footage.draft,
			rule: this.rule,
			channel: this.channel,
			blockReason: this.blockReason,
			blockTold: this.blockTold,
			blockEnd: this.blockEnd,
			blockDay: this.blockDay,
			...this.pictures.draft,
			replaces: this.#replaces,
			refersTo: this.#refersTo,
			check: this.#check,
			site: this.site
		};
	}
}

/** What was written, without what the screen that opened the form knew. */
function contentOf({ id: _id, contact, ...rest }: MessageDraft): string {
	return JSON.stringify({ ...rest, contact: contact?.kind === 'contact' ? undefined : contact });
}
