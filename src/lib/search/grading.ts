/**
 * What fits how well, and in which field: each term of a query offers to the tally every contact that fits it. Lower
 * grades are better; those of several terms are added. Exact before the beginning of a last name, of a first name,
 * inside a name, title, mistyped.
 */
import { birthTest, isWholeDate, type BirthPattern } from './birthPattern.ts';
import { FIT, type Lexicon, type TypedWord } from './lexicon.ts';
import { codeOf, codeParts, phoneDigits, sameCard } from './numbers.ts';
import { PART } from './pageIndex.ts';
import type { NumberTerm } from './query.ts';
import type { Slots } from './slots.ts';
import { FIELDS } from './tally.ts';

const GRADE = {
	exact: 1,
	cardExact: 2,
	wholeDate: 3,
	idBeginning: 4,
	cardBeginning: 5,
	phone: 6,
	looseDate: 7
} as const;

const FIELD = {
	name: FIELDS.indexOf('name'),
	birth: FIELDS.indexOf('birth'),
	phone: FIELDS.indexOf('phone'),
	card: FIELDS.indexOf('card'),
	id: FIELDS.indexOf('id')
};

const INSIDE_GRADE = 5;
const TITLE_GRADE = 6;

/** From so many digits on, a card number is sought by its beginning and a telephone number by any part of it. */
const FEWEST_CARD_DIGITS = 3;
const FEWEST_PHONE_DIGITS = 4;

function nameGrade(fit: number, part: number): number {
	if (fit > FIT.inside) return TITLE_GRADE + fit - FIT.inside;
	if (part === PART.title) return TITLE_GRADE;
	if (fit === FIT.inside) return INSIDE_GRADE;
	return 2 * fit - 1 + part;
}

/** Offers everybody with a name that fits. */
export function gradeNames(typed: TypedWord, forgiving: boolean, lexicon: Lexicon, slots: Slots): void {
	lexicon.match(typed, forgiving, (word, fit) => {
		slots.eachWith(word, (slot, part) => slots.tally.offer(slot, nameGrade(fit, part), FIELD.name));
	});
}

/** Offers everybody with a number that fits. What can only be a date is not sought in the other numbers. */
export function gradeNumbers(term: NumberTerm, lexicon: Lexicon, slots: Slots): void {
	if (term.birth) gradeBirths(term.birth, slots);
	if (term.birth?.certain) return;
	gradeIds(term.code, slots);
	gradeCards(term.code, slots);
	if (!/\p{L}/u.test(term.text)) gradePhones(term.text, slots);
	if (term.word) gradeNames(term.word, false, lexicon, slots);
}

function gradeBirths(wanted: BirthPattern, slots: Slots): void {
	const grade = isWholeDate(wanted) ? GRADE.wholeDate : GRADE.looseDate;
	const fits = birthTest(wanted);
	for (const { base, page } of slots.pages) {
		for (let at = 0; at < page.births.length; at++) {
			if (fits(page.births[at] as number)) slots.tally.offer(base + at, grade, FIELD.birth);
		}
	}
}

function gradeIds(code: string, slots: Slots): void {
	for (const { base, page } of slots.pages) {
		page.ids.scan(code, true, (line, _place, length) => {
			const grade = length === code.length ? GRADE.exact : GRADE.idBeginning;
			slots.tally.offer(base + line, grade, FIELD.id);
		});
	}
}

function gradeCards(code: string, slots: Slots): void {
	const typed = codeParts(code);
	if (typed.rest.length + typed.zeros.length < FEWEST_CARD_DIGITS) return;
	for (const { base, page } of slots.pages) {
		page.cards.scan(typed.rest, true, (line) => {
			const card = page.contacts[line]?.card ?? '';
			const stored = codeParts(codeOf(card));
			const digits = stored.zeros + stored.rest;
			if (sameCard(code, card)) slots.tally.offer(base + line, GRADE.cardExact, FIELD.card);
			else if (
				digits.startsWith(typed.zeros + typed.rest) &&
				(typed.letters === '' || typed.letters === stored.letters)
			) {
				slots.tally.offer(base + line, GRADE.cardBeginning, FIELD.card);
			}
		});
	}
}

function gradePhones(text: string, slots: Slots): void {
	const { raw, significant, fromStart } = phoneDigits(text);
	if (raw.length < FEWEST_PHONE_DIGITS) return;
	for (const { base, page } of slots.pages) {
		const offer = (line: number) => slots.tally.offer(base + line, GRADE.phone, FIELD.phone);
		page.phones.scan(raw, false, offer);
		if (fromStart) page.phones.scan(significant, true, offer);
		else if (raw.startsWith('43')) page.phones.scan(raw.slice(2), true, offer);
	}
}
