/** A file of a backup: JSON lines, compressed. It is complete, or it is not there. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Ending of a file that is being written, and of one whose writer was killed. */
export const UNFINISHED = '.part';

async function* asLines(values: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
	for await (const value of values) yield `${JSON.stringify(value)}\n`;
}

/** Writes the file, readable by this user alone, and onto the disk before it gets its name. */
export async function writePack(
	file: string,
	values: AsyncIterable<object> | Iterable<object>
): Promise<void> {
	const part = file + UNFINISHED;
	try {
		await pipeline(Readable.from(asLines(values)), createGzip(), createWriteStream(part, { mode: 0o600 }));
		const handle = await open(part, 'r+');
		await handle.sync();
		await handle.close();
		await rename(part, file);
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}

/** What is in the file, one after the other. @throws Error where it was damaged: each has a checksum (RFC 1952 § 2.3.1) */
export async function* readPack<T>(file: string): AsyncGenerator<T> {
	const source = createReadStream(file);
	const plain = source.pipe(createGunzip()).setEncoding('utf8');
	source.once('error', (error) => plain.destroy(error));
	try {
		// a picture is a line of megabytes: its pieces are put together once
		let begun: string[] = [];
		for await (const piece of plain as AsyncIterable<string>) {
			const [first = '', ...others] = piece.split('\n');
			begun.push(first);
			for (const next of others) {
				yield JSON.parse(begun.join('')) as T;
				begun = [next];
			}
		}
	} finally {
		source.destroy();
	}
}
