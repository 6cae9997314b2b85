import type { MultipartFile } from '@fastify/multipart';
import { ServerError } from '../errors.ts';
import type { ImportFiles } from '../import/readFiles.ts';

/**
 * Largest file that is taken in over the network, bytes; it is held in memory while it is read. 250,000 contacts are about
 * 35 MB. Larger ones go through the command line.
 */
export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

const NAMES = ['sites', 'staff', 'contacts'] as const;

function nameOf(field: string): (typeof NAMES)[number] {
	const name = NAMES.find((known) => known === field);
	if (!name) throw new ServerError('bad-request', { field, reason: 'unknown' });
	return name;
}

/** True for the errors by which @fastify/multipart says that a limit was passed. */
function isOverLimit(error: unknown): boolean {
	return (error as { statusCode?: number }).statusCode === 413;
}

/**
 * Reads the files of an import out of a multipart request.
 * @throws ServerError `bad-request` for anything but the three files, or none; `too-large` beyond {@link MAX_UPLOAD_BYTES}
 */
export async function readUploads(parts: AsyncIterable<MultipartFile>): Promise<ImportFiles> {
	const files: ImportFiles = {};
	try {
		for await (const part of parts) files[nameOf(part.fieldname)] = await part.toBuffer();
	} catch (error) {
		if (error instanceof ServerError) throw error;
		if (isOverLimit(error)) throw new ServerError('too-large', { limit: MAX_UPLOAD_BYTES });
		// no boundary, a part that does not end, a header that is none: the parser says so with plain errors
		throw new ServerError('bad-request', { reason: 'multipart' });
	}
	if (Object.keys(files).length === 0)
		throw new ServerError('bad-request', { field: 'sites', reason: 'missing' });
	return files;
}
