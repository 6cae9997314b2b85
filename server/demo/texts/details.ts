/** The details that stand in braces in the demo's texts: `{machine}` and so on. */
import type { Random } from '../random.ts';

const DETAILS = {
	machine: [
		'der Beinpresse',
		'dem Latzug',
		'dem Crosstrainer 4',
		'Laufband 7',
		'Laufband 2',
		'der Multipresse',
		'der Hantelbank beim Spiegel',
		'dem Kabelturm',
		'dem Rudergerät',
		'der Brustpresse'
	],
	area: [
		'Freihantelbereich',
		'Cardiobereich',
		'Functional-Bereich',
		'Damenbereich',
		'Kursraum',
		'Zirkel',
		'Dehnbereich'
	],
	friends: [
		'einen Freund',
		'eine Bekannte',
		'zwei Jugendliche',
		'den Bruder',
		'eine Person ohne Karte',
		'einen Mann mit Sporttasche',
		'die Begleitung'
	],
	others: ['zwei Personen', 'drei Personen', 'mehrere Personen'],
	minutes: ['10', '15', '20', '25', '30', '40'],
	amount: ['29,90', '34,90', '59,80', '69,80', '89,70', '104,70', '139,60'],
	month: ['Jänner', 'Februar', 'März', 'April', 'Mai', 'September', 'Oktober', 'November'],
	weekday: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
	town: ['Linz', 'Leonding', 'Gmunden', 'Freistadt', 'Wels', 'Salzburg', 'Regau', 'Gallneukirchen'],
	street: ['Lindenweg', 'Bahnhofstraße', 'Feldweg', 'Brucknerstraße', 'Sonnenhang', 'Schulstraße'],
	house: ['3', '7', '12', '18a', '24', '31/5', '46'],
	phone: ['0664 2204417', '0676 3310952', '0650 4471830', '0699 1052276', '0680 2098441'],
	digits: ['4417', '0932', '7781', '2256', '6640', '1198'],
	course: ['Rückenfit', 'Spinning', 'Yoga', 'Body Pump', 'Pilates', 'Zumba'],
	locker: ['14', '27', '38', '52', '61', '83'],
	colour: ['schwarze', 'graue', 'dunkelblaue', 'rote', 'weiße'],
	weeks: ['zwei', 'drei', 'vier', 'sechs']
} as const satisfies Record<string, readonly string[]>;

/**
 * The text with a detail for each word in braces; `given` holds those that this message knows better, such
 * as `clock`.
 * @throws RangeError when a word in braces is not known
 */
export function withDetails(
	text: string,
	random: Random,
	given: Readonly<Record<string, string>> = {}
): string {
	const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
		const known = given[name];
		if (known !== undefined) return known;
		if (!Object.hasOwn(DETAILS, name)) throw new RangeError(`no detail is called ${name}`);
		return random.pick<string>(DETAILS[name as keyof typeof DETAILS]);
	});
	return filled.replaceAll('an dem ', 'am ');
}
