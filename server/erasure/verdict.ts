import type { KeptFact } from '../archive/archiveDoc.ts';
import type { Wanted } from './erasedDocs.ts';

/** What is to go of a message, a check, or what is said of a contact. */
export interface Verdict {
	/** Id of the erasure that wants it */
	readonly erasure: string;
	/** False where only single facts name the person, and the subject is about another */
	readonly whole: boolean;
	/** Ids of the facts */
	readonly facts: readonly string[];
}

/** The fields of facts that name a customer. */
type Naming = KeptFact & { readonly contact?: { readonly id?: string } };

/**
 * Judges a subject by its facts. One that is about the person, or was written for them, goes whole. Where a message was only once taken
 * to be theirs, what said so goes, and the message stays with whom it is about.
 * @param contact KundenID of the person that it is about by now, where that is known
 */
export function verdictOn(
	subject: { readonly id: string; readonly contact: string | undefined; readonly facts: readonly KeptFact[] },
	wanted: Wanted
): Verdict | undefined {
	const { id, contact } = subject;
	const facts = subject.facts as readonly Naming[];
	const wants = (naming: Naming | undefined): string | undefined => wanted.contact(naming?.contact?.id ?? '');
	const whole =
		wanted.subject(id) ??
		wanted.contact(id) ??
		wanted.contact(contact ?? '') ??
		wants(facts.find((fact) => fact._id === id));
	if (whole !== undefined) {
		return { erasure: whole, whole: true, facts: facts.map((fact) => fact._id) };
	}
	const naming = facts.filter((fact) => wants(fact) !== undefined);
	const erasure = wants(naming[0]);
	return erasure === undefined ? undefined : { erasure, whole: false, facts: naming.map((fact) => fact._id) };
}
