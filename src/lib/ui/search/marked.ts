/** A piece of a text, emphasised or not. */
export interface Piece {
	readonly text: string;
	readonly marked: boolean;
}

/** Cuts a text into pieces; `ranges` (UTF-16 code units, in order, without overlaps) are what to emphasise. */
export function pieces(text: string, ranges: readonly (readonly [from: number, to: number])[]): Piece[] {
	const cut: Piece[] = [];
	let at = 0;
	for (const [from, to] of ranges) {
		cut.push({ text: text.slice(at, from), marked: false }, { text: text.slice(from, to), marked: true });
		at = to;
	}
	cut.push({ text: text.slice(at), marked: false });
	return cut.filter((piece) => piece.text !== '');
}
