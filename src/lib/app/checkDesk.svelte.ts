import type { Result } from '../domain/commands/result.ts';
import type { Person } from '../domain/facts/fields.ts';
import type { MessageFact } from '../domain/facts/message.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import type { MessageDraft } from './drafts.svelte.ts';
import { INCIDENT_DRAFT, IncidentForm } from './incident.svelte.ts';

/** Begins the keys of the drafts of incidents that were closed without entry; the id of the check follows. */
const CLOSED_DRAFT = 'check-closed:';

/** What is being written in a running camera check: one incident at a time, and the one that was closed without entry (S18). */
export class CheckDesk {
	readonly #app: Dienstbuch;
	readonly #check: () => CheckView;
	#form = $state.raw<IncidentForm>();
	#closed = $state.raw<MessageDraft>();
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

	/** What was closed without entry and can be gone on with. */
	get closed(): MessageDraft | undefined {
		return this.#closed;
	}

	/** Who was chosen while the incident of somebody else is unsaved: a person has to say what is meant. */
	get next(): Person | undefined {
		return this.#next;
	}

	/** Takes up what was there before a reload or a crash. */
	async restore(): Promise<void> {
		const written = await this.#find(INCIDENT_DRAFT);
		this.#closed = await this.#find(CLOSED_DRAFT);
		if (written && !this.#form) this.#form = IncidentForm.resumed(this.#app, this.#check, written);
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
			this.#closed = form.draft;
			// Kept before it is discarded under its old key: a crash in between leaves two, not none.
			this.#app.drafts.keep(this.#closedKey, form.draft);
		}
		void form.discard();
	}

	/** "Entwurf fortsetzen" */
	resume(): void {
		const draft = this.#closed;
		if (!draft) return;
		this.close();
		if (this.#closed === draft) {
			this.#closed = undefined;
			void this.#app.drafts.discard(this.#closedKey);
		}
		this.#form = IncidentForm.resumed(this.#app, this.#check, draft);
		this.#form.keep();
	}

	#begin(person: Person): void {
		this.#form = new IncidentForm(this.#app, this.#check, person);
		this.#form.keep();
	}

	get #closedKey(): string {
		return CLOSED_DRAFT + this.#check().id;
	}

	/** The draft of this check, under any id that it had. */
	async #find(prefix: string): Promise<MessageDraft | undefined> {
		const { id } = this.#check();
		const drafts = await this.#app.drafts.all();
		const found = drafts.find(
			({ key }) => key.startsWith(prefix) && this.#app.currentId(key.slice(prefix.length)) === id
		);
		return found?.draft;
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
