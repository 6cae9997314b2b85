/** What the parts of a report are made of: words and numbers, nothing that knows where they come from. */

/** Meanings that bars have colours for (see tokens.css). */
export type Tone = 'accent' | 'internal' | 'camera' | 'block' | 'violation' | 'feedback' | 'success';

/** How the bars of a series are filled: what colour says is said by the pattern too (LOOK 2). */
export type Fill = 'plain' | 'hatched' | 'dotted';

export interface Series {
	readonly label: string;
	readonly tone: Tone;
	readonly fill: Fill;
}

export interface Bar {
	readonly key: string;
	readonly label: string;
	/** On the axis, where the label is too long for it or not every bar has one; the label where absent */
	readonly tick?: string;
	/** One for each series */
	readonly values: readonly number[];
	/** Where it has a colour of its own */
	readonly tone?: Tone;
}

export interface BarChartData {
	/** `rows`: one bar under the other, for names · `columns`: side by side, for what follows in time */
	readonly layout: 'rows' | 'columns';
	readonly series: readonly [Series, ...Series[]];
	readonly bars: readonly Bar[];
	/** What the chart says, for who does not see it */
	readonly sentence: string;
}

export type Cell = string | number;

export interface TableRow {
	readonly key: string;
	/** The first is the row's heading */
	readonly cells: readonly Cell[];
	/** Where the heading leads */
	readonly href?: string | undefined;
}

export interface TableData {
	/** What is counted and how, in a sentence */
	readonly caption: string;
	readonly columns: readonly string[];
	readonly rows: readonly TableRow[];
	readonly total?: readonly Cell[] | undefined;
}

/** A part of the reports: a table, and a chart of it. */
export interface ReportPart {
	readonly id: string;
	readonly title: string;
	/** What is said where there is nothing to count */
	readonly empty: string;
	readonly table: TableData;
	readonly chart?: BarChartData | undefined;
}

/** Sum of the series of a bar. */
export function totalOf({ values }: Bar): number {
	return values.reduce((sum, value) => sum + value, 0);
}
