import { describe, expect, it } from 'vitest';
import { faultOf, mediaTypeOf } from '../../../server/pictures/judge.ts';
import { EXIF, jpeg, webp } from './pictureBytes.ts';

const pixels = ['VP8 ', 'xxxxxxxxxx'] as const;

describe('what a picture is by its bytes', () => {
	it('a JPEG or a WebP, and nothing else', () => {
		expect(mediaTypeOf(jpeg())).toBe('image/jpeg');
		expect(mediaTypeOf(webp(pixels))).toBe('image/webp');
		const others = [
			'\x89PNG\r\n\x1a\n0000000000000000',
			'GIF89a00000000000000000',
			'<svg onload=alert(1)>',
			''
		];
		expect(others.map((bytes) => faultOf(Buffer.from(bytes, 'latin1')))).toEqual(Array(4).fill('type'));
	});

	it('without EXIF, XMP or IPTC it is let through', () => {
		expect(faultOf(jpeg())).toBeUndefined();
		expect(faultOf(jpeg(10, [0xe2, 'ICC_PROFILE\0'], [0xdb, 'x'.repeat(65)]))).toBeUndefined();
		expect(faultOf(webp(['VP8X', 'xxxxxxxxxx'], pixels))).toBeUndefined();
	});

	it.each([
		['EXIF', jpeg(10, EXIF)],
		['EXIF behind other segments', jpeg(10, [0xe2, 'ICC_PROFILE\0'], EXIF)],
		['EXIF behind fill bytes', Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xe1, 0, 4, 0, 0])],
		['XMP', jpeg(10, [0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'])],
		['IPTC', jpeg(10, [0xed, 'Photoshop 3.0\0'])],
		['EXIF of a WebP, behind its pixels and an odd length', webp(['VP8 ', 'xxxxx'], ['EXIF', 'x'])],
		['XMP of a WebP', webp(pixels, ['XMP ', '<x/>'])]
	])('with %s it is not', (_what, picture) => expect(faultOf(picture)).toBe('exif'));

	it('a JPEG that breaks off before its pixels, or has none, is none', () => {
		expect(faultOf(jpeg().subarray(0, 12))).toBe('type');
		expect(faultOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xda, 0, 2]))).toBe('type');
	});
});
