import { quoted, RowProblem } from './rowProblem.ts';

const FORM = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(month: number, year: number): number {
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/**
 * `dd.mm.yyyy` as `yyyy-mm-dd`; empty stays empty.
 * @throws RowProblem when it has another form, or there is no such day in the calendar
 */
export function germanDate(text: string, column: string): string {
	if (text === '') return '';
	const [, day = '', month = '', year = ''] = FORM.exec(text) ?? [];
	if (year === '') {
		throw new RowProblem('date-form', `Datum ${quoted(text)} hat nicht die Form TT.MM.JJJJ (${column})`);
	}
	const exists = Number(year) > 0 && Number(day) > 0 && Number(day) <= daysIn(Number(month), Number(year));
	if (!exists) throw new RowProblem('date', `Datum ${text} gibt es nicht (${column})`);
	return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
