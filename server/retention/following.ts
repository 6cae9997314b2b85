/** What follows from a message (`refersTo`): the block that an incident led to keeps the incident, and what proves it. */
import type { RetentionGround } from '../../src/lib/domain/retention.ts';
import { messageView, type MessageView } from '../../src/lib/domain/views/message.ts';
import { subjectIn, type ArchiveDoc } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { FOLLOWING_VIEW } from '../couchdb/archiveIndex.ts';

type FollowedBy = RetentionGround['followedBy'];

/** Those that are not in the archive. */
export function following({ messages, clock }: Pick<ServerContext, 'messages' | 'clock'>): FollowedBy {
	const by = new Map<string, MessageView[]>();
	for (const id of messages.subjects()) {
		const view = messageView(messages.subject(id), clock());
		const from = view?.fact.refersTo;
		if (view && from !== undefined) by.set(from, [...(by.get(from) ?? []), view]);
	}
	return (message) => by.get(message) ?? [];
}

/** The same with those in the archive, for these messages and all that follows from them. */
export async function followingInArchiveToo(
	{ couch, clock }: Pick<ServerContext, 'couch' | 'clock'>,
	messages: readonly string[],
	here: FollowedBy
): Promise<FollowedBy> {
	const all = new Map<string, readonly MessageView[]>();
	for (let keys = messages; keys.length > 0;) {
		const { rows } = await couch
			.db<ArchiveDoc>('archive')
			.view(FOLLOWING_VIEW.design, FOLLOWING_VIEW.view, { keys: [...keys], include_docs: true });
		const archived = rows.flatMap(
			({ id, doc }) => messageView(doc && subjectIn(id, (doc as ArchiveDoc).facts), clock()) ?? []
		);
		for (const key of keys) {
			all.set(key, [...here(key), ...archived.filter(({ fact }) => fact.refersTo === key)]);
		}
		keys = keys.flatMap((key) => all.get(key) ?? []).flatMap(({ id }) => (all.has(id) ? [] : id));
	}
	return (message) => all.get(message) ?? [];
}
