import * as v from 'valibot';
import { asFact } from '../../domain/checkFact.ts';
import type { MessageKind } from '../../domain/facts/message.ts';
import type { Fact } from '../../domain/facts/registry.ts';
import { call } from './call.ts';

/** What messages in the archive are found by, their time apart; an empty text is no condition. */
export interface ArchiveTerms {
	readonly text: string;
	/** KundenID */
	readonly contact: string;
	/** Site's id */
	readonly site: string;
	readonly kind: MessageKind | '';
}

/** What is looked for in the archive; an empty text is no condition. */
export interface ArchiveQuery extends ArchiveTerms {
	/** Instants, UTC: from the first on, and before the second */
	readonly from: string;
	readonly until: string;
}

const page = v.object({
	messages: v.array(v.object({ facts: v.array(v.looseObject({ _id: v.string() })) })),
	next: v.optional(v.nullable(v.string()))
});

/** Some of what was found, newest first. */
export interface ArchivePage {
	/** The facts of each message */
	readonly messages: readonly (readonly Fact[])[];
	/** Where the next page begins; undefined for none */
	readonly next: string | undefined;
}

/**
 * Searches the archive.
 * @param after where the page begins, as an earlier one said
 * @param limit messages on a page, up to 200; the server's own choice where nothing is said
 * @throws ApiProblem
 */
export async function searchArchive(
	query: ArchiveQuery,
	after?: string,
	limit?: number
): Promise<ArchivePage> {
	const params = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
	if (after !== undefined) params.set('after', after);
	if (limit !== undefined) params.set('limit', String(limit));
	const { messages, next } = await call(page, 'GET', `/archive?${params}`);
	return {
		messages: messages.map(({ facts }) => facts.flatMap((fact) => asFact(fact) ?? [])),
		next: next ?? undefined
	};
}

/** {@link searchArchive}, for what is given it. */
export type AskArchive = typeof searchArchive;
