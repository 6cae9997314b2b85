/**
 * What goes over to the Community Board, and the words in which it does (S4, S7, S19): the same whether somebody pastes them or the
 * server posts them. The board is one for the whole chain, so its words are German whatever language the app is read in.
 */
import type { MessageKind } from './facts/message.ts';
import type { Person } from './facts/fields.ts';
import { winnerOf, type Subject } from './fold.ts';
import { inMarkdown, inMarkdownLine, plainLine } from './markdown.ts';
import { clockOf, dayOf } from './time/zone.ts';
import type { MessageView } from './views/message.ts';

/** Longest and shortest title that Discourse takes unless it is told otherwise (DESIGN § 8). */
const MAX_TITLE = 255;
/** Of a long name this much stays, so that what tells two posts apart is never cut off. */
const MAX_NAME_IN_TITLE = 120;

const KIND_WORDS: Readonly<Record<MessageKind, string>> = {
	internal: 'Interne Kundenmitteilung',
	camera: 'Kamerakontrolle - Mitteilung',
	block: 'Kunden sperren & entsperren',
	violation: 'Verstoß gegen die Hausordnung außerhalb der Kamerakontrolle',
	feedback: 'Reklamation, Wünsche und Anliegen'
};

const CHANNEL_WORDS = {
	'in-person': 'persönlich',
	writing: 'schriftlich',
	phone: 'telefonisch',
	social: 'Social Media'
} as const;

/** What the words need to know besides the message. */
export interface BoardSurroundings {
	/** IANA name, of the site that the message is about */
	readonly timeZone: string;
	/** Name of that site */
	readonly site: string;
}

/**
 * True for a message that should go over and has not yet: by the tick or what was decided since, else by the kinds of the settings
 * (S19). One that was withdrawn or archived stays.
 */
export function goesToBoard(message: MessageView, boardKinds: readonly MessageKind[]): boolean {
	if (message.state === 'withdrawn' || message.archived || message.transferred) return false;
	return message.board ?? boardKinds.includes(message.fact.kind);
}

/**
 * True for a message that the connector posts by itself: it should go over, and was written, or asked for, since the connector is
 * there. What was there before goes over where somebody asks for it (S4, S19).
 * @param since when the connector was set up, ms since 1970, UTC
 */
export function connectorPosts(
	message: MessageView,
	subject: Subject,
	boardKinds: readonly MessageKind[],
	since: number
): boolean {
	const decided = winnerOf(subject, 'board', 'boardDecided');
	const asked = decided?.board ? decided.at : message.fact.at;
	return Date.parse(asked) >= since && goesToBoard(message, boardKinds);
}

/** `KundenID Name`: what "Mitteilung in das Forum übertragen" copies (S7, S16). */
export function boardPerson(person: Person): string {
	const name = plainLine(person.name) || 'Unbekannte Person';
	return person.kind === 'unknown' || person.id === undefined ? name : `${plainLine(person.id)} ${name}`;
}

function moment(at: string, timeZone: string): string {
	const instant = Date.parse(at);
	const [year, month, day] = dayOf(instant, timeZone).split('-');
	return `${day}.${month}.${year} ${clockOf(instant, timeZone)}`;
}

/**
 * Title of the post (S7): KundenID and name, and kind and time, since no two titles may be equal (DESIGN § 8).
 * @param again true where another post has that title already
 */
export function boardTitle(
	{ fact, contact, id }: MessageView,
	{ timeZone }: Pick<BoardSurroundings, 'timeZone'>,
	again = false
): string {
	const person = boardPerson(contact).slice(0, MAX_NAME_IN_TITLE).trim();
	const words = [person, '·', `${KIND_WORDS[fact.kind]},`, moment(fact.at, timeZone)];
	if (again) words.push(`(${id.slice(-6)})`);
	return words.join(' ').slice(0, MAX_TITLE);
}

/** Text of the post, as Markdown in which nothing that somebody typed is anything but text. */
export function boardBody(
	{ fact, contact, assignee }: MessageView,
	{ timeZone, site }: BoardSurroundings
): string {
	const facts: [string, string | undefined][] = [
		['Mitteilungsart', KIND_WORDS[fact.kind]],
		['Kundenmitteilung für', boardPerson(contact)],
		['Standort', site],
		['Hausordnung', fact.rule?.name],
		['Aufnahmezeit', fact.footageAt && moment(fact.footageAt, timeZone)],
		['Weg', fact.channel && CHANNEL_WORDS[fact.channel]],
		['Sperre', fact.block?.reason.name],
		['Gesperrt bis', fact.block?.until && moment(fact.block.until, timeZone)],
		['Zuständig', assignee?.name],
		['Mitarbeitereingabe', `${fact.author.name}, ${moment(fact.at, timeZone)}`]
	];
	const lines = facts.flatMap(([label, value]) =>
		value ? [`- **${label}:** ${inMarkdownLine(value)}`] : []
	);
	return `${inMarkdown(fact.text)}\n\n${lines.join('\n')}\n`;
}
