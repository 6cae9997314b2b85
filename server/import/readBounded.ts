import { createReadStream } from 'node:fs';
import { MAX_FILE_BYTES } from './bounds.ts';
import { UnreadableFile } from './unreadableFile.ts';

/**
 * The bytes of a file; pipes and devices too, which do not tell their size beforehand.
 * @throws UnreadableFile when there is none that can be read, or it is over {@link MAX_FILE_BYTES}
 */
export async function readBounded(path: string): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MAX_FILE_BYTES)
				throw new UnreadableFile('too-large', `${path}: Die Datei ist größer als 200 MB.`);
		}
	} catch (error) {
		if (error instanceof UnreadableFile) throw error;
		const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
		throw new UnreadableFile('missing', `${path}: Die Datei lässt sich nicht öffnen${code}.`);
	}
	return Buffer.concat(chunks);
}
