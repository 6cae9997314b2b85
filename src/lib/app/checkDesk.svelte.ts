import type { Result } from '../domain/commands/result.ts';
import type { Person } from '../domain/facts/fields.ts';
import type { MessageFact } from '../domain/facts/message.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { CLOSED_DRAFT, draftsOfCheck, INCIDENT_DRAFT, incidentKey, isBlankIncident } from './checkDrafts.ts';
import type { FoundDraft, MessageDraft } from './drafts.svelte.ts';
import { IncidentForm } from './incident.svelte.ts';

/**
 * What is being written in a camera check: one incident at a time, and those that were closed without entry (S18). It outlives the filing of
 * the check: what somebody is writing then can still be saved, logging is never refused (S11b).
 */
export class CheckDesk {
	readonly #app: Dienstbuch;
	readonly #check: () => CheckView;
	#form = $state.raw<IncidentForm>();
	#closed = $state.raw<readonly MessageDraft[]>([]);
	#next = $state.raw<Person>();
	#left = false;

	/** @param check the check as it stands; its id changes where the clock was wrong (rule C2) */
	constructor(app: Dienstbuch, check: () => CheckView) {
		this.#app = app;
		this.#check = check;
	}

	/** The incident that is being written. */
	get form(): IncidentForm | undefined {
		return this.#form;
	}

	/** What was closed without entry and can be gone on with, the latest first. */
	get closed(): readonly MessageDraft[] {
		return this.#closed;
	}

	/** Who was chosen while the incident of somebody else is unsaved: a person has to say what is meant. */
	get next(): Person | undefined {
		return this.#next;
	}

	/**
	 * Takes up what was there before a reload or a crash: the latest is gone on with, the others count as closed. What another window is
	 * writing stays there.
	 */
	async restore(): Promise<void> {
		const mine = await this.#claimAll(await this.#find(INCIDENT_DRAFT));
		// Read once more: until it was claimed, another window may have written on.
		const written = await this.#find(INCIDENT_DRAFT);
		const closed = (await this.#find(CLOSED_DRAFT)).map(({ draft }) => draft);
		const begun = this.#form?.id;
		const left = written.filter(({ draft }) => draft.id !== begun && mine.has(draft.id));
		this.#closed = [];
		if (!this.#left) for (const found of left) this.#takeUp(found);
		// After a crash between the two writes of closing or resuming, one draft is under both keys: it is being written.
		const before = closed.filter(({ id }) => !written.some(({ draft }) => draft.id === id));
		this.#closed = [...this.#closed, ...before];
		const resumed = begun === undefined ? this.#form?.id : undefined;
		for (const id of mine) if (id !== resumed) this.#letGo(id);
	}

	/** The screen is left: another window may go on with what was being written. */
	leave(): void {
		this.#left = true;
		if (this.#form) this.#letGo(this.#form.id);
		this.#form = undefined;
	}

	/** A person was found: their incident begins, or a person has to say what becomes of the unsaved one. */
	choose(person: Person): void {
		const form = this.#form;
		if (!form) this.#begin(person);
		else if (samePerson(form.contact, person)) return;
		else if (form.untouched) form.contact = person;
		else this.#next = person;
	}

	/** The unsaved incident is about the person who was chosen last. */
	replacePerson(): void {
		if (this.#form && this.#next) this.#form.contact = this.#next;
		this.#next = undefined;
	}

	/** Saves the unsaved incident and begins the one of the person who was chosen last. @throws StorageFull */
	async saveThenNext(): Promise<Result<MessageFact> | undefined> {
		const next = this.#next;
		this.#next = undefined;
		const result = await this.save();
		if (result?.ok && next) this.#begin(next);
		return result;
	}

	/** The unsaved incident stays, the person who was chosen last is forgotten. */
	dismissNext(): void {
		this.#next = undefined;
	}

	/** Saves the incident and puts it away. @throws StorageFull: it stays */
	async save(): Promise<Result<MessageFact> | undefined> {
		const form = this.#form;
		const result = await form?.save();
		if (form && result?.ok && this.#form === form) {
			this.#form = undefined;
			this.#letGo(form.id);
		}
		return result;
	}

	/** "Schließen ohne Eingabe": what was written can be gone on with for a day. */
	close(): void {
		const form = this.#form;
		if (!form) return;
		this.#form = undefined;
		if (!form.untouched) {
			const { draft } = form;
			this.#closed = [draft, ...this.#closed.filter(({ id }) => id !== draft.id)];
			// Kept before it is discarded under its old key: a crash in between leaves two, not none.
			this.#app.drafts.keep(this.#closedKey(draft), draft);
		}
		void form.discard();
		this.#letGo(form.id);
	}

	/** "Entwurf fortsetzen"; the latest where none is named. One that another window has saved or goes on with is no longer there. */
	async resume(draft = this.#closed[0]): Promise<void> {
		if (!draft) return;
		const { id } = draft;
		this.#closed = this.#closed.filter((one) => one.id !== id);
		if (this.#app.log.hasDraft(id) || !(await this.#app.draftClaims.claim(id))) return;
		// As it was closed last, in whichever window.
		const stored = (await this.#find(CLOSED_DRAFT)).find((found) => found.draft.id === id);
		if (this.#left) return this.#letGo(id);
		this.close();
		this.#form = IncidentForm.resumed(this.#app, this.#check, stored?.draft ?? draft);
		this.#form.keep();
		void this.#app.drafts.discard(this.#closedKey(draft));
	}

	#begin(person: Person): void {
		this.#form = new IncidentForm(this.#app, this.#check, person);
		void this.#app.draftClaims.claim(this.#form.id);
		this.#form.keep();
	}

	/** Goes on with a draft that was being written, or counts it as closed. The latest of an id come first. */
	#takeUp({ key, draft }: FoundDraft): void {
		const known = [this.#form, ...this.#closed].some((one) => one?.id === draft.id);
		const blank = isBlankIncident(draft);
		if (!known && !this.#form && (this.#check().state === 'running' || !blank)) {
			// Where the check was filed meanwhile, nothing new is begun; what holds something is gone on with.
			this.#form = IncidentForm.resumed(this.#app, this.#check, draft);
			this.#form.keep();
		} else if (!known && !blank) {
			this.#closed = [...this.#closed, draft];
			this.#app.drafts.keep(this.#closedKey(draft), draft);
		}
		// Under the key of an older version, or of an id that was corrected (rule C2), it is kept no longer.
		if (key !== this.#form?.key) void this.#app.drafts.discard(key);
	}

	/** @returns the ids of those that no other window is writing */
	async #claimAll(found: readonly FoundDraft[]): Promise<Set<string>> {
		const ids = [...new Set(found.map(({ draft }) => draft.id))];
		const granted = await Promise.all(ids.map((id) => this.#app.draftClaims.claim(id)));
		return new Set(ids.filter((_, at) => granted[at]));
	}

	/** Whoever has it next reads all of it. */
	#letGo(draft: string): void {
		const release = (): void => this.#app.draftClaims.release(draft);
		void this.#app.drafts.flush().then(release, release);
	}

	#closedKey({ id }: MessageDraft): string {
		return incidentKey(CLOSED_DRAFT, this.#check().id, id);
	}

	#find(prefix: string): Promise<FoundDraft[]> {
		return draftsOfCheck(this.#app, prefix, this.#check().id);
	}
}

function samePerson(one: Person, other: Person): boolean {
	return (
		one.kind === other.kind && (one.kind === 'contact' ? one.id === idOf(other) : one.name === other.name)
	);
}

function idOf(person: Person): string | undefined {
	return person.kind === 'unknown' ? undefined : person.id;
}
