import { listName } from '../domain/directory.ts';
import { contactIdOf } from '../domain/views/message.ts';
import {
	BLOCK_GROUPS,
	blockGroupOf,
	isBlock,
	sortedBlocks,
	type BlockGroup,
	type BlockMessage
} from '../domain/views/blockList.ts';
import { fold, foldSpelt } from '../domain/folding.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** What the list of blocks shows; kept in the address, so that a link shows the same. */
export interface BlockFilter {
	/** `active` has those that are about to end among it */
	readonly group: BlockGroup;
	/** Site's id; '' for all */
	readonly site: string;
	/** Part of a name or a KundenID, as typed */
	readonly query: string;
}

/** The filter that an address asks for; what it does not know is left out. */
export function blockFilterOf(query: URLSearchParams): BlockFilter {
	return {
		group: BLOCK_GROUPS.find((group) => group === query.get('group')) ?? 'active',
		site: query.get('site') ?? '',
		query: query.get('q') ?? ''
	};
}

/** The address's query for a filter. */
export function blockQueryOf({ group, site, query }: BlockFilter): string {
	const params = new URLSearchParams();
	if (group !== 'active') params.set('group', group);
	if (site !== '') params.set('site', site);
	if (query !== '') params.set('q', query);
	return `?${params}`;
}

/** The blocks of a site and a name, by where they stand; each list in the order in which people look for them. Reactive. */
export function blockLists(
	app: Dienstbuch,
	{ site, query }: Pick<BlockFilter, 'site' | 'query'>
): Record<BlockGroup, BlockMessage[]> {
	const groups: Record<BlockGroup, BlockMessage[]> = { active: [], ending: [], past: [] };
	const { now } = app.clock;
	const wanted = query.trim();
	for (const id of app.log.messageIds) {
		const root = app.log.subject(id)?.root;
		if (root?.type !== 'message' || root.block === undefined) continue;
		const message = app.log.message(id, now);
		if (!message || !isBlock(message) || message.archived) continue;
		if (site !== '' && message.fact.site !== site) continue;
		if (wanted !== '' && !isAbout(app, message, wanted)) continue;
		const group = blockGroupOf(message.block, now);
		groups[group].push(message);
		if (group === 'ending') groups.active.push(message);
	}
	for (const group of BLOCK_GROUPS) groups[group] = sortedBlocks(group, groups[group]);
	return groups;
}

function isAbout(app: Dienstbuch, { contact }: BlockMessage, wanted: string): boolean {
	const id = contactIdOf(contact) ?? (contact.kind === 'named' ? contact.id : undefined);
	if (id?.startsWith(wanted)) return true;
	const known = id === undefined ? undefined : app.directory.contact(id);
	// Both names: the one at the time of the block, and what the customer is called since.
	const names = [contact.name, known && `${listName(known)} ${known.first} ${known.last}`];
	return names.some(
		(name) => name && (fold(name).includes(fold(wanted)) || foldSpelt(name).includes(foldSpelt(wanted)))
	);
}
