import * as v from 'valibot';
import { asFact } from '../../domain/checkFact.ts';
import { contact } from '../../domain/directory.ts';
import { entryEvent } from '../../domain/entries.ts';
import type { Fact } from '../../domain/facts/registry.ts';
import { call } from './call.ts';

/** Going through everything, archive and pictures too, takes the server a while, ms. */
const PATIENCE = 120_000;

const subject = v.object({
	id: v.string(),
	archived: v.boolean(),
	facts: v.array(v.looseObject({ _id: v.string() }))
});
const file = v.object({
	ids: v.array(v.string()),
	contacts: v.array(contact),
	subjects: v.array(subject),
	entries: v.array(v.object({ ...entryEvent.entries, site: v.string() })),
	pictures: v.array(
		v.object({ id: v.string(), mediaType: v.optional(v.string()), data: v.optional(v.string()) })
	),
	mentions: v.array(subject),
	/** What is on its way to the board or the access control about them */
	deliveries: v.array(v.looseObject({ to: v.string(), message: v.string() }))
});
/** All there is on a contact, as the server sends it: what this version of the app does not know is in it too. */
export type ContactFile = v.InferOutput<typeof file>;

/** A message, a check, or what was said of a contact, with its facts. */
export type FiledSubject = v.InferOutput<typeof subject>;

/** Those of its facts that this version of the app can read. */
export function factsOf({ facts }: FiledSubject): Fact[] {
	return facts.flatMap((fact) => asFact(fact) ?? []);
}

const counts = v.object({
	contacts: v.number(),
	messages: v.number(),
	archived: v.number(),
	pictures: v.number(),
	entries: v.number()
});
/** How much went with an erasure. */
export type ErasedCounts = v.InferOutput<typeof counts>;

const erasures = v.object({
	erasures: v.array(
		v.object({
			id: v.string(),
			/** ms since 1970, UTC, as are the others */
			at: v.number(),
			by: v.string(),
			counts,
			/** Absent while it is under way */
			doneAt: v.optional(v.number()),
			/** When something had come back and was erased again */
			againAt: v.optional(v.number())
		})
	)
});
/** An erasure that was asked for; it names nobody. */
export type Erasure = v.InferOutput<typeof erasures>['erasures'][number];

const pathOf = (id: string): string => `/privacy/contacts/${encodeURIComponent(id)}`;

/** All there is on a contact (Art. 15 GDPR); the server notes that it was asked for. @throws ApiProblem */
export function readContactFile(id: string): Promise<ContactFile> {
	return call(file, 'GET', pathOf(id), undefined, AbortSignal.timeout(PATIENCE));
}

/**
 * Erases all there is on a contact (Art. 17 GDPR). Cannot be taken back.
 * @param also ids of what is about others, and is to go too
 * @returns how much there was @throws ApiProblem
 */
export function eraseContact(id: string, also: readonly string[]): Promise<ErasedCounts> {
	const body = { confirm: id, also };
	return call(counts, 'POST', `${pathOf(id)}/erase`, body, AbortSignal.timeout(PATIENCE));
}

/** All erasures, newest first. @throws ApiProblem */
export async function readErasures(): Promise<Erasure[]> {
	return (await call(erasures, 'GET', '/privacy/erasures')).erasures;
}
