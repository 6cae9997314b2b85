/** The one place where the server writes facts (DESIGN § 5): what a job has to say to the devices. */
import { createHash } from 'node:crypto';
import { refusalOfShape } from '../../src/lib/domain/checkFact.ts';
import type { Author } from '../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import { revisionOf } from '../../src/lib/domain/ids.ts';
import { issue, type Draft } from '../../src/lib/domain/issue.ts';
import type { Couch } from '../couchdb/couch.ts';

/** As whom the server writes (rule F11). */
const SERVER: Author = { id: 'server', name: 'Dienstbuch', role: 'server' };

/** What makes two servers that say the same write the same document. */
export interface Occasion {
	/** When it happened, ms since 1970: agreed upon before, not read off a clock */
	readonly at: number;
	/** What is unlike for any other fact of this type at that instant, such as the id of the fact that is answered */
	readonly answers: string;
}

/** Makes a fact of the server's own. The same draft and occasion give the same fact, id included. */
export function serverFact<Type extends Fact['type']>(
	draft: Draft<Type>,
	{ at, answers }: Occasion
): Extract<Fact, { type: Type }> {
	const seed = createHash('sha256').update(`${draft.type} ${answers}`).digest();
	return issue<Type>(
		{
			now: () => at,
			random: (length) => new Uint8Array(seed.subarray(0, length)),
			device: SERVER.id,
			deviceSite: SERVER.id,
			author: SERVER
		},
		draft
	);
}

/** Writes facts under the one revision that each of them ever has: written again they change nothing. */
export async function writeFacts(couch: Couch, facts: readonly Fact[]): Promise<void> {
	for (const fact of facts) {
		const refusal = refusalOfShape(fact as unknown as Record<string, unknown>);
		// administrators of CouchDB are not checked there
		if (refusal) throw new Error(`${fact.type}.${refusal.field}: ${refusal.reason}`);
	}
	if (facts.length === 0) return;
	const docs = facts.map((fact) => ({ ...fact, _rev: revisionOf(fact._id) }));
	// nano's types do not know `new_edits`, which CouchDB takes beside the documents
	const refused: unknown = await couch.db<Fact>('messages').bulk({ docs, new_edits: false } as never);
	if (Array.isArray(refused) && refused.length > 0) {
		throw new Error(`the database refused a fact of the server: ${JSON.stringify(refused[0])}`);
	}
}
