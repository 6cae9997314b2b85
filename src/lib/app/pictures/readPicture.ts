import type { Readable } from './shrink.ts';

/** Reads a picture with the browser's own means, turned upright as the camera has noted. @throws where it is none that the browser knows */
export async function readPicture(file: Blob): Promise<Readable> {
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	return {
		width: bitmap.width,
		height: bitmap.height,
		encode: (width, height, quality) => encode(bitmap, width, height, quality),
		close: () => bitmap.close()
	};
}

function encode(bitmap: ImageBitmap, width: number, height: number, quality: number): Promise<Blob> {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	// JPEG knows no transparency: what was see-through would be black.
	context.fillStyle = 'white';
	context.fillRect(0, 0, width, height);
	context.imageSmoothingQuality = 'high';
	context.drawImage(bitmap, 0, 0, width, height);
	return new Promise((resolve, reject) => {
		const done = (blob: Blob | null): void => (blob ? resolve(blob) : reject(new Error('not encoded')));
		canvas.toBlob(done, 'image/jpeg', quality);
	});
}
