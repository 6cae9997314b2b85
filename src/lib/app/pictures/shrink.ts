import { MAX_PICTURE_BYTES } from '../../domain/limits.ts';

/** Why a file cannot become a picture. */
export type PictureTrouble = 'unreadable' | 'heic' | 'too-large';

/** A file that cannot become a picture, and why. */
export class PictureProblem extends Error {
	override readonly name = 'PictureProblem';

	constructor(readonly trouble: PictureTrouble) {
		super(trouble);
	}
}

/** A picture as it is kept and sent: upright, at most {@link MAX_PICTURE_BYTES}, with nothing in it but its pixels. */
export interface SmallPicture {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: 'image/jpeg';
	/** Pixels */
	readonly width: number;
	readonly height: number;
}

/** A picture that was read, upright. */
export interface Readable {
	readonly width: number;
	readonly height: number;
	/** As a JPEG of that size; made anew from the pixels, so that nothing of the file's own data comes along. @param quality from 0 to 1 */
	encode(width: number, height: number, quality: number): Promise<Blob>;
	close(): void;
}

/** Larger files are no photographs of a phone, and may take all of a tablet's memory; bytes. */
export const MAX_FILE_BYTES = 60_000_000;

/** What is tried in turn: the longer side in pixels, and the quality. Letters on a screen that was photographed stay readable down to the last but one. */
const STEPS: readonly (readonly [side: number, quality: number])[] = [
	[1600, 0.85],
	[1600, 0.7],
	[1400, 0.6],
	[1200, 0.55],
	[1000, 0.5],
	[800, 0.45],
	[640, 0.35]
];

/** The size with the longer side at most that long; never larger than it is. */
export function fitted(width: number, height: number, side: number): { width: number; height: number } {
	const scale = Math.min(1, side / Math.max(width, height));
	const pixels = (length: number): number => Math.max(1, Math.round(length * scale));
	return { width: pixels(width), height: pixels(height) };
}

/**
 * Makes a picture of a file.
 * @param read reads the file, upright; throws where it is no picture
 * @throws PictureProblem
 */
export async function shrink(file: Blob, read: (file: Blob) => Promise<Readable>): Promise<SmallPicture> {
	if (file.size > MAX_FILE_BYTES) throw new PictureProblem('too-large');
	const heic = await isHeic(file);
	const picture = await read(file).catch(() => {
		throw new PictureProblem(heic ? 'heic' : 'unreadable');
	});
	try {
		for (const [side, quality] of STEPS) {
			const { width, height } = fitted(picture.width, picture.height, side);
			const jpeg = await picture.encode(width, height, quality);
			if (jpeg.size > MAX_PICTURE_BYTES) continue;
			return { bytes: new Uint8Array(await jpeg.arrayBuffer()), mediaType: 'image/jpeg', width, height };
		}
	} finally {
		picture.close();
	}
	throw new PictureProblem('too-large');
}

/** The brands of HEIF files as iPhones write them (ISO/IEC 23008-12); most browsers read none of them. */
const HEIC = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'];

async function isHeic(file: Blob): Promise<boolean> {
	const head = new Uint8Array(await file.slice(4, 12).arrayBuffer());
	const text = String.fromCharCode(...head);
	return text.startsWith('ftyp') && HEIC.includes(text.slice(4));
}
