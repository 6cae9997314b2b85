/**
 * Which folder it is, whatever host and path lead there: the name of an empty, hidden file in it says so. Servers may watch folders of their
 * own under one path, or share one under several; hosts and paths cannot tell these apart.
 */
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const BEFORE = '.dienstbuch-';
const MARK = /^\.dienstbuch-([0-9a-f]{12})$/;
const BYTES = 6;

async function markIn(folder: string): Promise<string | undefined> {
	const [first] = (await readdir(folder)).flatMap((name) => MARK.exec(name)?.[1] ?? []).sort();
	return first;
}

/**
 * The mark of the folder; it is given one where it has none. Of two servers that do so at once both go by the first in order of the alphabet, from the
 * next look on at the latest.
 */
export async function markOf(folder: string, random: (length: number) => Uint8Array): Promise<string> {
	const there = await markIn(folder);
	if (there !== undefined) return there;
	const mark = Buffer.from(random(BYTES)).toString('hex');
	await writeFile(path.join(folder, BEFORE + mark), '', { flag: 'wx' });
	return (await markIn(folder)) ?? mark;
}
