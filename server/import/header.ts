import { cleanText } from './cleanText.ts';
import { quoted } from './rowProblem.ts';
import type { TableSpec } from './tableSpec.ts';
import { UnreadableFile } from './unreadableFile.ts';

/** Where the columns of a table stand in a file. */
export interface Header<Key extends string> {
	/** Index of each column; one that the file lacks is not in it */
	positions: ReadonlyMap<Key, number>;
	/** How many columns each row must have */
	width: number;
	/** Headings that mean nothing here; their columns are passed over */
	ignored: readonly string[];
}

/** Headings are compared without case, blanks, hyphens, and with ß and umlauts written either way. */
function folded(heading: string): string {
	return cleanText(heading)
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/ä/g, 'ae')
		.replace(/ö/g, 'oe')
		.replace(/ü/g, 'ue')
		.replace(/[\s_-]/g, '');
}

/**
 * Finds the columns by their headings, in any order.
 * @throws UnreadableFile when a column is missing or stands there twice
 */
export function readHeader<Key extends string>(
	headings: string[],
	spec: Pick<TableSpec<Key, unknown>, 'columns' | 'optional'>
): Header<Key> {
	const found = headings.map(folded);
	const positions = new Map<Key, number>();
	const missing: string[] = [];
	for (const key of Object.keys(spec.columns) as Key[]) {
		const names = spec.columns[key].map(folded);
		const at = found.flatMap((heading, index) => (names.includes(heading) ? [index] : []));
		const label = spec.columns[key][0] ?? key;
		if (at.length > 1) throw new UnreadableFile('header', `Die Spalte „${label}“ kommt zweimal vor.`);
		if (at[0] !== undefined) positions.set(key, at[0]);
		else if (!spec.optional?.includes(key)) missing.push(label);
	}
	if (missing.length > 0) throw new UnreadableFile('header', missingText(headings, missing, spec));
	const known = new Set(positions.values());
	const ignored = headings.map(cleanText).filter((heading, index) => !known.has(index) && heading !== '');
	return { positions, width: headings.length, ignored };
}

function missingText<Key extends string>(
	headings: string[],
	missing: string[],
	spec: Pick<TableSpec<Key, unknown>, 'columns' | 'optional'>
) {
	const all = Object.values<readonly string[]>(spec.columns).map(([label]) => label);
	if (missing.length < all.length) {
		const verb = missing.length === 1 ? 'Es fehlt die Spalte' : 'Es fehlen die Spalten';
		return `${verb} ${missing.map((label) => `„${label}“`).join(', ')}.`;
	}
	const hint = headings.length === 1 ? ' Die Spalten müssen durch Strichpunkte getrennt sein.' : '';
	return (
		`Die erste Zeile muss die Spalten nennen (${all.join(';')}), ` +
		`dort steht aber „${quoted(headings.map(cleanText).join(';'))}“.${hint}`
	);
}
