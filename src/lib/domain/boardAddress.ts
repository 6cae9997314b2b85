/** Addresses of the Community Board (S4, S8, S16): where a new topic is begun, and what somebody gives as the address of a post. */
import { MAX_SHORT } from './limits.ts';

/** Longest address that servers take without being told to (nginx: one buffer of 8 KB for the whole request line). */
const MAX_ADDRESS = 7000;
/** Longest address that a fact keeps. */
const MAX_POST_ADDRESS = 2000;

/** What a new topic begins with. */
export interface Topic {
	readonly title: string;
	readonly body: string;
	/** As the board's address wants it; empty for the board's own */
	readonly category: string;
}

/** The page of the board on which a topic is filled in. */
export interface TopicPage {
	readonly href: string;
	/** True where the text is too long for an address: only its beginning is filled in */
	readonly shortened: boolean;
}

function parsed(address: string): URL | undefined {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

/**
 * The board's page for a new topic, with title and text filled in: the link form of Discourse (DESIGN § 8), which other boards take for
 * their start page at worst. Undefined where the address of the settings is none.
 */
export function newTopicPage(board: string, { title, body, category }: Topic): TopicPage | undefined {
	const base = parsed(board);
	if (!base) return undefined;
	const hrefWith = (text: string): string => {
		const url = new URL(base);
		url.pathname = `${url.pathname.replace(/\/+$/, '')}/new-topic`;
		url.search = '';
		// Each blank as %20: not every board reads a plus as one.
		const fields = [['title', title], ['body', text], ...(category === '' ? [] : [['category', category]])];
		url.search = fields.map((pair) => pair.map(encode).join('=')).join('&');
		return url.href;
	};
	const href = hrefWith(body);
	if (href.length <= MAX_ADDRESS) return { href, shortened: false };
	return {
		href: hrefWith(beginningOf(body, (text) => hrefWith(text).length <= MAX_ADDRESS)),
		shortened: true
	};
}

/** Half an emoji, which a cut can leave, cannot be encoded. */
function encode(text: string | undefined): string {
	return encodeURIComponent((text ?? '').toWellFormed());
}

/** As much of a text as fits. */
function beginningOf(text: string, fits: (text: string) => boolean): string {
	let [least, most] = [0, text.length];
	while (least < most) {
		const middle = Math.ceil((least + most) / 2);
		if (fits(`${text.slice(0, middle)} …`)) least = middle;
		else most = middle - 1;
	}
	return `${text.slice(0, least).trimEnd()} …`;
}

/** An address of a post as somebody typed or pasted it: the address, '' for none, undefined where it is no web address. */
export function postAddress(typed: string): string | undefined {
	const text = typed.trim();
	if (text === '') return '';
	if (/\s/.test(text)) return undefined;
	const url = parsed(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`);
	if (!url || (!url.hostname.includes('.') && url.hostname !== 'localhost')) return undefined;
	return url.href.length <= MAX_POST_ADDRESS ? url.href : undefined;
}

/** How a post is called in a list: its address without what all have in common. */
export function postLabel(address: string): string {
	const url = parsed(address);
	return (url ? `${url.host}${url.pathname}` : address).replace(/\/$/, '').slice(0, MAX_SHORT);
}
