/** What lies on the disk, whatever the programs above it say. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The files below a folder that hold the text, as UTF-8 or UTF-16, which browsers and databases write. LevelDB may keep a block compressed, and
 * Snappy leaves what comes for the first time in it as it is: look for something that is nowhere else, and see that it is found
 * before it is to be gone.
 */
export async function filesWith(folder: string, text: string): Promise<string[]> {
	const names = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = names.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
	const wanted = [Buffer.from(text), Buffer.from(text, 'utf16le')];
	const found: string[] = [];
	for (const file of files) {
		// what the program removes meanwhile holds nothing any more
		const bytes = await readFile(file).catch(() => Buffer.alloc(0));
		if (wanted.some((one) => bytes.includes(one))) found.push(path.relative(folder, file));
	}
	return found.sort();
}
