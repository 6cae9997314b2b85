import { connectorPosts, goesToBoard } from '../domain/board.ts';
import type { MessageKind } from '../domain/facts/message.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { BoardStanding } from './api/board.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** Where a message stands on the Board screen (S19): to be entered, entered, or kept out by somebody. */
export const BOARD_GROUPS = ['due', 'done', 'kept'] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

/** What the Board screen shows; kept in the address, so that a link shows the same. */
export interface BoardFilter {
	readonly group: BoardGroup;
	/** Site's id; '' for all */
	readonly site: string;
}

/** The filter that an address asks for; what it does not know is left out. */
export function boardFilterOf(query: URLSearchParams): BoardFilter {
	return {
		group: BOARD_GROUPS.find((group) => group === query.get('group')) ?? 'due',
		site: query.get('site') ?? ''
	};
}

/** The address's query for a filter. */
export function boardQueryOf({ group, site }: BoardFilter): string {
	const params = new URLSearchParams();
	if (group !== 'due') params.set('group', group);
	if (site !== '') params.set('site', site);
	return `?${params}`;
}

/** The messages of a site by where they stand with the board, newest first. Reactive. */
export function boardLists(app: Dienstbuch, site: string): Record<BoardGroup, MessageView[]> {
	const groups: Record<BoardGroup, MessageView[]> = { due: [], done: [], kept: [] };
	const { boardKinds } = app.directory.settings;
	for (const id of app.log.messageIds) {
		const message = app.log.message(id, 0);
		if (!message || (site !== '' && message.fact.site !== site)) continue;
		if (message.transferred) groups.done.push(message);
		else if (goesToBoard(message, boardKinds)) groups.due.push(message);
		else if (isKeptOut(app, message, boardKinds)) groups.kept.push(message);
	}
	return groups;
}

/** Who carries a message over: the connector, or people, since the board refuses it, or since it is older than the connector (S4, S19). */
export type Carrier = 'connector' | 'refused' | 'older' | 'people';

/**
 * Who carries a message over that is to be entered. Reactive.
 * @param standing undefined while the server has not said it: what has a connector is left to it then, or there would be two posts
 */
export function carrierOf(
	app: Dienstbuch,
	message: MessageView,
	standing: BoardStanding | undefined
): Carrier {
	const { boardConnected, boardKinds } = app.directory.settings;
	if (!boardConnected) return 'people';
	if (standing?.refused.includes(message.id)) return 'refused';
	const subject = app.log.subject(message.id);
	const older =
		standing?.since !== undefined && subject && !connectorPosts(message, subject, boardKinds, standing.since);
	return older ? 'older' : 'connector';
}

/** True where somebody has taken it off the list, or kept it off in the form although its kind goes over by rule. */
function isKeptOut(app: Dienstbuch, message: MessageView, boardKinds: readonly MessageKind[]): boolean {
	if (message.board !== false || message.archived || message.state === 'withdrawn') return false;
	return boardKinds.includes(message.fact.kind) || app.log.subject(message.id)?.matters.has('board') === true;
}
