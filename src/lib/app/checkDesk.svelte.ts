import type { Result } from '../domain/commands/result.ts';
import type { Person } from '../domain/facts/fields.ts';
import type { MessageFact } from '../domain/facts/message.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { CLOSED_DRAFT, draftsOfCheck, INCIDENT_DRAFT, isBlankIncident } from './checkDrafts.ts';
import type { MessageDraft } from './drafts.svelte.ts';
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

	/** Takes up what was there before a reload or a crash. */
	async restore(): Promise<void> {
		const [written] = await this.#find(INCIDENT_DRAFT);
		const closed = await this.#find(CLOSED_DRAFT);
		// After a crash between the two writes of closing or resuming, one draft is under both keys: it is being written.
		this.#closed = closed.filter(({ id }) => id !== written?.id);
		// Where the check was filed meanwhile, nothing new is begun; what holds something is gone on with.
		const wanted = written && (this.#check().state === 'running' || !isBlankIncident(written));
		if (wanted && !this.#form) this.#form = IncidentForm.resumed(this.#app, this.#check, written);
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
		if (result?.ok && this.#form === form) this.#form = undefined;
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
	}

	/** "Entwurf fortsetzen"; the latest where none is named. */
	resume(draft = this.#closed[0]): void {
		if (!draft) return;
		this.close();
		this.#closed = this.#closed.filter(({ id }) => id !== draft.id);
		this.#form = IncidentForm.resumed(this.#app, this.#check, draft);
		this.#form.keep();
		void this.#app.drafts.discard(this.#closedKey(draft));
	}

	#begin(person: Person): void {
		this.#form = new IncidentForm(this.#app, this.#check, person);
		this.#form.keep();
	}

	#closedKey({ id }: MessageDraft): string {
		return `${CLOSED_DRAFT}${this.#check().id}/${id}`;
	}

	async #find(prefix: string): Promise<MessageDraft[]> {
		const found = await draftsOfCheck(this.#app, prefix, this.#check().id);
		return found.map(({ draft }) => draft);
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
