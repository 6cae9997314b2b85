/** What a picture is by its own bytes. What it says of itself elsewhere counts for nothing. */

export type MediaType = 'image/jpeg' | 'image/webp';

/** What is wrong with a picture: not one of the two kinds, or still carrying where and with what it was taken. */
export type PictureFault = 'type' | 'exif';

/** JPEG segments: where EXIF and XMP lie (APP1), and IPTC (APP13); each may say where a picture was taken. */
const TELLING_SEGMENTS = [0xe1, 0xed];
/** After it come the pixels. */
const START_OF_SCAN = 0xda;
/** Chunks of the WebP container that do the same. */
const TELLING_CHUNKS = ['EXIF', 'XMP '];

/** @returns undefined where nothing is wrong */
export function faultOf(picture: Buffer): PictureFault | undefined {
	const type = mediaTypeOf(picture);
	if (type === undefined) return 'type';
	return type === 'image/jpeg' ? faultOfJpeg(picture) : faultOfWebp(picture);
}

/** The kind of picture by its first bytes; undefined where it is neither. */
export function mediaTypeOf(picture: Buffer): MediaType | undefined {
	if (picture.length > 4 && picture.readUIntBE(0, 3) === 0xffd8ff) return 'image/jpeg';
	const webp =
		picture.length > 20 &&
		picture.toString('latin1', 0, 4) === 'RIFF' &&
		picture.toString('latin1', 8, 12) === 'WEBP';
	return webp ? 'image/webp' : undefined;
}

/** Walks the segments up to the pixels (ITU T.81, annex B). */
function faultOfJpeg(picture: Buffer): PictureFault | undefined {
	for (let at = 2; at + 4 <= picture.length;) {
		if (picture[at] !== 0xff) return 'type';
		const marker = picture[at + 1] ?? 0;
		// fill bytes may stand before a marker
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === START_OF_SCAN) return undefined;
		if (TELLING_SEGMENTS.includes(marker)) return 'exif';
		const length = picture.readUInt16BE(at + 2);
		if (length < 2) return 'type';
		at += 2 + length;
	}
	return 'type';
}

/** Walks the chunks to the end (RFC 9649 § 2.3): EXIF may come behind the pixels. */
function faultOfWebp(picture: Buffer): PictureFault | undefined {
	for (let at = 12; at + 8 <= picture.length;) {
		if (TELLING_CHUNKS.includes(picture.toString('latin1', at, at + 4))) return 'exif';
		const length = picture.readUInt32LE(at + 4);
		at += 8 + length + (length % 2);
	}
	return undefined;
}
