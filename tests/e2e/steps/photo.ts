import type { Locator, Page } from '@playwright/test';

/** A photograph as a phone takes one. */
export interface Photo {
	readonly name: string;
	readonly mimeType: 'image/jpeg';
	readonly buffer: Buffer;
}

/** An EXIF block (TIFF, big-endian): lying on its side (orientation 6), and where it was taken. */
function exif(): Buffer {
	const entry = (tag: number, type: number, count: number, value: number): number[] => {
		const bytes = Buffer.alloc(12);
		bytes.writeUInt16BE(tag, 0);
		bytes.writeUInt16BE(type, 2);
		bytes.writeUInt32BE(count, 4);
		if (type === 3) bytes.writeUInt16BE(value, 8);
		else bytes.writeUInt32BE(value, 8);
		return [...bytes];
	};
	const gps = 8 + 2 + 2 * 12 + 4;
	const tiff = [
		...Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
		...[0, 2, ...entry(0x0112, 3, 1, 6), ...entry(0x8825, 4, 1, gps), 0, 0, 0, 0],
		...[0, 1, ...entry(0x0001, 2, 2, 0x4e000000), 0, 0, 0, 0]
	];
	const content = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
	return Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255, ...content]);
}

/**
 * Makes a photograph: twice as wide as high as its pixels lie, but to be shown upright, red above and blue below.
 * @param noisy with as much in it as hardly fits 300 KB
 */
export async function takePhoto(page: Page, name: string, { noisy = false } = {}): Promise<Photo> {
	const pixels = await page.evaluate(async (withNoise) => {
		const canvas = document.createElement('canvas');
		canvas.width = 2000;
		canvas.height = 1000;
		const context = canvas.getContext('2d');
		if (!context) throw new Error('no canvas');
		context.fillStyle = 'rgb(220, 30, 30)';
		context.fillRect(0, 0, 1000, 1000);
		context.fillStyle = 'rgb(30, 30, 220)';
		context.fillRect(1000, 0, 1000, 1000);
		if (withNoise) {
			const image = context.getImageData(0, 0, 2000, 1000);
			let seed = 7;
			for (let at = 0; at < image.data.length; at += 1) {
				seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
				if (at % 4 < 3) image.data[at] = (image.data[at] ?? 0) * 0.5 + (seed >>> 25);
			}
			context.putImageData(image, 0, 0);
		}
		const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
		return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())];
	}, noisy);
	const [start, rest] = [pixels.slice(0, 2), pixels.slice(2)];
	return { name, mimeType: 'image/jpeg', buffer: Buffer.from([...start, ...exif(), ...rest]) };
}

/** Gives photographs to the button that asks for them. */
export async function givePhotos(button: Locator, ...photos: Photo[]): Promise<void> {
	const chooser = button.page().waitForEvent('filechooser');
	await button.click();
	await (await chooser).setFiles(photos);
}

/** What an image on the page shows: its size in pixels, and the colours above and below. */
export async function looksOf(image: Locator): Promise<{ upright: boolean; above: string; below: string }> {
	// until it is there, something else stands in its place
	return await image.and(image.page().locator('img')).evaluate(async (element) => {
		const shown = element as HTMLImageElement;
		await shown.decode();
		const { naturalWidth: width, naturalHeight: height } = shown;
		const canvas = document.createElement('canvas');
		canvas.width = width;
		canvas.height = height;
		const context = canvas.getContext('2d');
		context?.drawImage(shown, 0, 0);
		const colour = (y: number): string => {
			const [red = 0, , blue = 0] = context?.getImageData(Math.floor(width / 2), y, 1, 1).data ?? [];
			return red > blue ? 'red' : 'blue';
		};
		return { upright: height > width, above: colour(20), below: colour(height - 20) };
	});
}
