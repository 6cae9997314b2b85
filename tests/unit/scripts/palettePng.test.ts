import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { palettePng } from '../../../scripts/screenshots/palettePng.mjs';

/** Text of a chunk's type, and 32 bits, as bytes. */
const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

function chunk(type: string, data: readonly number[]): number[] {
	const named = [...letters(type), ...data];
	return [...word(data.length), ...named, ...word(crc32(new Uint8Array(named)))];
}

/** A PNG of those rows, which are given with their filter bytes. */
function png(width: number, height: number, colourType: number, rows: readonly number[]): Uint8Array {
	const header = [...word(width), ...word(height), 8, colourType, 0, 0, 0];
	const data = [...new Uint8Array(deflateSync(new Uint8Array(rows)))];
	const chunks = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', [])];
	return new Uint8Array([0x89, ...letters('PNG'), 0x0d, 0x0a, 0x1a, 0x0a, ...chunks.flat()]);
}

function chunkOf(file: Uint8Array, wanted: string): Uint8Array {
	const numbers = new DataView(file.buffer);
	for (let at = 8; at < file.length; at += numbers.getUint32(at) + 12) {
		const data = file.subarray(at + 8, at + 8 + numbers.getUint32(at));
		if (String.fromCharCode(...file.subarray(at + 4, at + 8)) === wanted) return data;
	}
	throw new Error(`no ${wanted}`);
}

/** The colours of a picture with a palette, row by row, as hexadecimal. */
function colours(file: Uint8Array): string[][] {
	const [, , , width = 0] = chunkOf(file, 'IHDR');
	const palette = chunkOf(file, 'PLTE');
	const rows = new Uint8Array(inflateSync(chunkOf(file, 'IDAT')));
	const hexadecimal = (place: number): string =>
		[...palette.subarray(3 * place, 3 * place + 3)]
			.map((part) => part.toString(16).padStart(2, '0'))
			.join('');
	return Array.from({ length: rows.length / (width + 1) }, (_, y) =>
		[...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map(hexadecimal)
	);
}

describe('a PNG with a palette', () => {
	it('shows the same, whatever the filters of the rows', () => {
		const rows = [
			// none, left, above, average, Paeth
			...[0, 10, 20, 30, 40, 50, 60],
			...[1, 10, 20, 30, 30, 30, 30],
			...[2, 0, 0, 0, 0, 0, 0],
			...[3, 5, 10, 15, 15, 15, 15],
			...[4, 0, 0, 0, 0, 0, 0]
		];
		expect(colours(palettePng(png(2, 5, 2, rows)))).toEqual([
			['0a141e', '28323c'],
			['0a141e', '28323c'],
			['0a141e', '28323c'],
			['0a141e', '28323c'],
			['0a141e', '28323c']
		]);
	});

	it('leaves alpha out', () => {
		expect(colours(palettePng(png(1, 1, 6, [0, 1, 2, 3, 255])))).toEqual([['010203']]);
	});

	it('draws what is beyond 256 colours in the nearest of the frequent ones', () => {
		const frequent = Array.from({ length: 256 }, (_, i) => [i, 0, 0]);
		const pixels = [...frequent, ...frequent, [100, 0, 1]];
		const rows = pixels.flatMap((pixel) => [0, ...pixel]);
		const drawn = colours(palettePng(png(1, pixels.length, 2, rows)));
		expect(drawn.at(-1)).toEqual(['640000']);
		expect(drawn[7]).toEqual(['070000']);
	});

	it('refuses what browsers do not write', () => {
		expect(() => palettePng(png(1, 1, 0, [0, 7]))).toThrow('browsers');
	});
});
