/** A piece of a text, emphasised or not. */
export interface Piece {
	readonly text: string;
	readonly marked: boolean;
}

/** A stretch of a text, in UTF-16 code units: from the first that belongs to it to the first that no longer does. */
export type Range = readonly [from: number, to: number];

/** Cuts a text into pieces; `ranges`, in order and without overlaps, are what to emphasise. */
export function pieces(text: string, ranges: readonly Range[]): Piece[] {
	const cut: Piece[] = [];
	let at = 0;
	for (const [from, to] of ranges) {
		cut.push({ text: text.slice(at, from), marked: false }, { text: text.slice(from, to), marked: true });
		at = to;
	}
	cut.push({ text: text.slice(at), marked: false });
	return cut.filter((piece) => piece.text !== '');
}
