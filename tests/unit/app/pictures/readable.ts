import type { Readable } from '../../../../src/lib/app/pictures/shrink.ts';

/** What became of a picture that was read. */
export interface Reading {
	/** `1600×1200 0.85`, in the order in which it was tried */
	readonly tries: string[];
	closed: boolean;
}

/** Reads every file as a picture of that size, whose JPEGs have that many bytes for each thousand pixels at full quality. */
export function reader(
	width: number,
	height: number,
	weight: number
): Reading & { read(file: Blob): Promise<Readable> } {
	const reading = {
		tries: [] as string[],
		closed: false,
		async read(file: Blob): Promise<Readable> {
			const content = await file.text();
			if (content.startsWith('no picture')) throw new Error('cannot be decoded');
			return {
				width,
				height,
				encode: async (w, h, quality) => {
					reading.tries.push(`${w}×${h} ${quality}`);
					return new Blob([content, new Uint8Array(Math.round((w * h * quality * weight) / 1000))]);
				},
				close: () => (reading.closed = true)
			};
		}
	};
	return reading;
}
