import { expect, it } from 'vitest';
import { durationText } from '../../../src/lib/app/duration.ts';
import { bytesText } from '../../../src/lib/app/storageRoom.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

it.each([
	[2 * MINUTE, '2 Minuten'],
	[59 * MINUTE, '59 Minuten'],
	[-3 * 60 * MINUTE, '3 Stunden'],
	[DAY, '1 Tag'],
	[45 * DAY, '1 Monat'],
	[3 * 365.25 * DAY, '3 Jahre'],
	[0, '1 Minute']
])('%d ms are %s', (length, text) => {
	expect(durationText(length, 'de-AT')).toBe(text);
});

it.each([
	[0, '0 Byte'],
	[999, '999 Byte'],
	[1500, '1,5 kB'],
	[41_300_000, '41 MB'],
	[11e9, '11 GB'],
	[5e18, '5 000 000 TB']
])('%d bytes are %s', (bytes, text) => {
	expect(bytesText(bytes, 'de-AT').replaceAll(/\s/g, ' ')).toBe(text);
});
