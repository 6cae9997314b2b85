import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes per pixel by colour type: true colour, and true colour with alpha. */
const CHANNELS = new Map([
	[2, 3],
	[6, 4]
]);
const MOST_COLOURS = 256;

/** @param {Uint8Array} bytes */
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {readonly (Uint8Array | readonly number[])[]} parts */
function joined(parts) {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** @param {Uint8Array} png @returns {Generator<{ type: string, data: Uint8Array }>} */
function* chunksOf(png) {
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = view(png).getUint32(at);
		const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
		yield { type, data: png.subarray(at + 8, at + 8 + length) };
		at += length + 12;
	}
}

/** @param {string} type @param {Uint8Array} data */
function chunk(type, data) {
	const named = joined([[...type].map((letter) => letter.charCodeAt(0)), data]);
	const framed = joined([[0, 0, 0, 0], named, [0, 0, 0, 0]]);
	view(framed).setUint32(0, data.length);
	view(framed).setUint32(named.length + 4, crc32(named));
	return framed;
}

/** Paeth's predictor (PNG specification § 9.4). */
function paeth(/** @type {number} */ left, /** @type {number} */ above, /** @type {number} */ aboveLeft) {
	const [toLeft, toAbove] = [Math.abs(above - aboveLeft), Math.abs(left - aboveLeft)];
	const toBoth = Math.abs(left + above - 2 * aboveLeft);
	if (toLeft <= toAbove && toLeft <= toBoth) return left;
	return toAbove <= toBoth ? above : aboveLeft;
}

/** Takes the filters of a PNG's rows off, in place. @param {Uint8Array} rows @param {number} stride bytes of a row @param {number} step of a pixel */
function unfilter(rows, stride, step) {
	for (let start = 0; start < rows.length; start += stride + 1) {
		const filter = rows[start];
		const first = start + 1;
		for (let i = first; i < first + stride; i += 1) {
			const left = i - step >= first ? (rows[i - step] ?? 0) : 0;
			const above = start > 0 ? (rows[i - stride - 1] ?? 0) : 0;
			const aboveLeft = start > 0 && i - step >= first ? (rows[i - stride - 1 - step] ?? 0) : 0;
			const predicted =
				[0, left, above, (left + above) >> 1, paeth(left, above, aboveLeft)][filter ?? 0] ?? 0;
			rows[i] = (rows[i] ?? 0) + predicted;
		}
	}
}

/** @param {number} a @param {number} b colours as 0xRRGGBB */
function distance(a, b) {
	const [red, green, blue] = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255));
	return (red ?? 0) ** 2 + (green ?? 0) ** 2 + (blue ?? 0) ** 2;
}

/**
 * The same picture with 256 colours: the most frequent ones, all others drawn in the nearest of them. Screens have few colours besides the
 * edges of letters, so nobody sees the difference, and it takes a third of the bytes.
 * @param {Uint8Array} png 8 bits, true colour, opaque, not interlaced, as browsers write it
 * @returns {Uint8Array}
 */
export function palettePng(png) {
	const chunks = [...chunksOf(png)];
	const header = chunks[0]?.data.slice() ?? new Uint8Array(13);
	const [width, height, step] = [
		view(header).getUint32(0),
		view(header).getUint32(4),
		CHANNELS.get(header[9] ?? 0)
	];
	if (step === undefined || header[8] !== 8 || header[12] !== 0)
		throw new Error('not a PNG as browsers write it');
	const packed = joined(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
	const rows = new Uint8Array(inflateSync(packed));
	const stride = width * step;
	unfilter(rows, stride, step);

	/** @type {Map<number, number>} */
	const counts = new Map();
	const pixels = new Uint32Array(width * height);
	for (let i = 0; i < pixels.length; i += 1) {
		const at = Math.floor(i / width) * (stride + 1) + 1 + (i % width) * step;
		const colour = ((rows[at] ?? 0) << 16) | ((rows[at + 1] ?? 0) << 8) | (rows[at + 2] ?? 0);
		pixels[i] = colour;
		counts.set(colour, (counts.get(colour) ?? 0) + 1);
	}
	const palette = [...counts]
		.sort((a, b) => b[1] - a[1])
		.slice(0, MOST_COLOURS)
		.map(([colour]) => colour);
	const nearest = (/** @type {number} */ colour) =>
		palette.reduce(
			(best, one, i) => (distance(one, colour) < distance(palette[best] ?? 0, colour) ? i : best),
			0
		);
	const places = new Map([...counts.keys()].map((colour) => [colour, nearest(colour)]));

	const drawn = new Uint8Array((width + 1) * height);
	pixels.forEach((colour, i) => {
		drawn[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = places.get(colour) ?? 0;
	});
	header[9] = 3;
	const colours = palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
	return joined([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', joined([colours])),
		chunk('IDAT', new Uint8Array(deflateSync(drawn, { level: 9 }))),
		chunk('IEND', joined([]))
	]);
}
