/** The byte that ends a line of the file. */
export type LineBreak = 10 | 13;

/** LF, also where CR stands before it; CR alone only in a file without any LF, as old Macs wrote. */
export function lineBreakOf(bytes: Buffer): LineBreak {
	return bytes.includes(10) || !bytes.includes(13) ? 10 : 13;
}

/** Where the line that contains `offset` is over: behind its break, or at the end of the file. */
export function lineEnd(bytes: Buffer, offset: number, lineBreak: LineBreak): number {
	const found = bytes.indexOf(lineBreak, offset);
	return found === -1 ? bytes.length : found + 1;
}

/** Whether there are more line breaks than `most`. */
export function hasMoreLines(bytes: Buffer, most: number, lineBreak: LineBreak): boolean {
	let lines = 0;
	for (let at = bytes.indexOf(lineBreak); at !== -1 && lines <= most; at = bytes.indexOf(lineBreak, at + 1)) {
		lines += 1;
	}
	return lines > most;
}

/**
 * Counts physical lines from 1, as editors do. Offsets must be asked for in rising order: it looks at each
 * byte once.
 */
export class LineCounter {
	readonly #bytes: Buffer;
	readonly #lineBreak: LineBreak;
	#line = 1;
	#offset = 0;

	constructor(bytes: Buffer, lineBreak: LineBreak) {
		this.#bytes = bytes;
		this.#lineBreak = lineBreak;
	}

	/** The number of the line in which the byte at `offset` stands. */
	at(offset: number): number {
		let next = this.#bytes.indexOf(this.#lineBreak, this.#offset);
		while (next !== -1 && next < offset) {
			this.#line += 1;
			this.#offset = next + 1;
			next = this.#bytes.indexOf(this.#lineBreak, this.#offset);
		}
		return this.#line;
	}
}
