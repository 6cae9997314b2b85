import { describe, expect, test } from 'vitest';
import { fitted, MAX_FILE_BYTES, shrink } from '../../../../src/lib/app/pictures/shrink.ts';
import { MAX_PICTURE_BYTES } from '../../../../src/lib/domain/limits.ts';
import { reader } from './readable.ts';

const file = (content = 'a photograph'): Blob => new Blob([content]);

describe('making a picture small', () => {
	test('a light one keeps 1600 pixels and good quality', async () => {
		const reading = reader(4000, 3000, 100);
		const { width, height, bytes, mediaType } = await shrink(file(), reading.read);
		expect({ width, height, mediaType }).toEqual({ width: 1600, height: 1200, mediaType: 'image/jpeg' });
		expect(reading.tries).toEqual(['1600×1200 0.85']);
		expect(bytes.length).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
		expect(reading.closed).toBe(true);
	});

	test('a heavy one gives way in quality first, then in size, until it fits', async () => {
		const reading = reader(3000, 4000, 400);
		const { width, height, bytes } = await shrink(file(), reading.read);
		expect(reading.tries.slice(0, 3)).toEqual(['1200×1600 0.85', '1200×1600 0.7', '1050×1400 0.6']);
		expect(bytes.length).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
		expect({ width, height }).toEqual({ width: 900, height: 1200 });
	});

	test('one that never fits is refused, and let go of', async () => {
		const reading = reader(9000, 9000, 4000);
		await expect(shrink(file(), reading.read)).rejects.toMatchObject({ trouble: 'too-large' });
		expect(reading.closed).toBe(true);
	});

	test('a file that is no picture, a HEIC that this browser cannot read, and one too large to try', async () => {
		const { read } = reader(10, 10, 1);
		await expect(shrink(file('no picture'), read)).rejects.toMatchObject({ trouble: 'unreadable' });
		const heic = new Blob(['no p', 'ftypheic', 'mif1']);
		const failing = (): Promise<never> => Promise.reject(new Error('cannot be decoded'));
		await expect(shrink(heic, failing)).rejects.toMatchObject({ trouble: 'heic' });
		await expect(shrink(file(''), failing)).rejects.toMatchObject({ trouble: 'unreadable' });
		const huge = { size: MAX_FILE_BYTES + 1 } as Blob;
		await expect(shrink(huge, read)).rejects.toMatchObject({ trouble: 'too-large' });
	});

	test('nothing is made larger, and nothing vanishes', () => {
		expect(fitted(300, 200, 1600)).toEqual({ width: 300, height: 200 });
		expect(fitted(10_000, 3, 1600)).toEqual({ width: 1600, height: 1 });
		expect(fitted(2000, 4000, 1000)).toEqual({ width: 500, height: 1000 });
	});
});
