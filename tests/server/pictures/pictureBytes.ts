/** Pictures as far as their containers go: what is in the pixels is of no interest here. */

function segment(marker: number, content: Buffer | string): number[] {
	const bytes = [...Buffer.from(content as string, 'latin1')];
	const length = bytes.length + 2;
	return [0xff, marker, length >> 8, length & 255, ...bytes];
}

/** A JPEG of about that many bytes, with further segments before its pixels. */
export function jpeg(size = 1000, ...segments: readonly (readonly [number, string])[]): Buffer {
	const head = [
		0xff,
		0xd8,
		...segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
		...segments.flatMap(([marker, content]) => segment(marker, content)),
		...segment(0xda, '\x01\x01\0\0\x3f\0')
	];
	const pixels = Array.from({ length: size }, (_, at) => (at * 7 + (at >> 8)) % 251);
	return Buffer.from([...head, ...pixels, 0xff, 0xd9]);
}

/** A WebP of those chunks. */
export function webp(...chunks: readonly (readonly [string, string])[]): Buffer {
	const body = chunks.map(([name, content]) => {
		const length = Buffer.alloc(4);
		length.writeUInt32LE(content.length);
		return `${name}${length.toString('latin1')}${content}${content.length % 2 ? '\0' : ''}`;
	});
	const whole = `WEBP${body.join('')}`;
	const length = Buffer.alloc(4);
	length.writeUInt32LE(whole.length);
	return Buffer.from(`RIFF${length.toString('latin1')}${whole}`, 'latin1');
}

export const EXIF = [0xe1, 'Exif\0\0MM\0*\0\0\0\x08'] as const;
