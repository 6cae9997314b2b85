import { MESSAGE_KINDS, type MessageKind } from '../domain/facts/message.ts';
import type { MessageView } from '../domain/views/message.ts';

/** What is new of one site, as it is handed over. */
export interface SiteNews {
	/** Site's id */
	readonly site: string;
	readonly count: number;
	/** In the order of the kinds (S11), those without messages left out */
	readonly kinds: readonly { readonly kind: MessageKind; readonly messages: readonly MessageView[] }[];
}

/** Messages by site and kind, the site with most of them first; within a kind they keep their order. */
export function newsBySite(messages: readonly MessageView[]): SiteNews[] {
	const sites = [...new Set(messages.map(({ fact }) => fact.site))].map((site) => {
		const ofSite = messages.filter(({ fact }) => fact.site === site);
		const kinds = MESSAGE_KINDS.map((kind) => ({
			kind,
			messages: ofSite.filter(({ fact }) => fact.kind === kind)
		}));
		return { site, count: ofSite.length, kinds: kinds.filter(({ messages }) => messages.length > 0) };
	});
	return sites.sort((a, b) => b.count - a.count);
}
