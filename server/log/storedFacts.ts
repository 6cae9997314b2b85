import { bodyOf } from '../../src/lib/domain/canonical.ts';
import type { KeptFact } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { readMany } from '../couchdb/documents.ts';

/** Documents that are read at once. */
const BATCH = 500;

/** All facts of these subjects among the messages, those of a version that this server does not know included (rule F6). */
export async function storedFacts(
	{ couch, messages }: Pick<ServerContext, 'couch' | 'messages'>,
	subjects: Iterable<string>
): Promise<Map<string, readonly KeptFact[]>> {
	const all = new Map<string, Map<string, KeptFact | undefined>>();
	for (const id of subjects) {
		const known = new Map((messages.subject(id)?.facts ?? []).map((fact) => [fact._id, fact]));
		all.set(id, new Map(messages.factsOf(id).map((fact) => [fact, known.get(fact)])));
	}
	const unknown = [...all.values()].flatMap((facts) =>
		[...facts].flatMap(([id, fact]) => (fact === undefined ? id : []))
	);
	const read = new Map<string, KeptFact>();
	for (let at = 0; at < unknown.length; at += BATCH) {
		const docs = await readMany<object>(couch.db('messages'), unknown.slice(at, at + BATCH));
		for (const [id, doc] of docs) read.set(id, { ...bodyOf(doc), _id: id });
	}
	return new Map(
		[...all].map(([id, facts]) => [id, [...facts].flatMap(([fact, known]) => known ?? read.get(fact) ?? [])])
	);
}
