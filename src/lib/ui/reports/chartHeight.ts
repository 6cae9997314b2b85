import type { BarChartData } from './report.ts';

/** Height of a bar with its distance to the next, CSS pixels. */
const ROW = 30;
const COLUMNS = 220;

/** Height of a chart in CSS pixels, known before it is drawn, so that nothing jumps (LOOK 3). */
export function chartHeight({ layout, bars }: BarChartData): number {
	return layout === 'rows' ? bars.length * ROW : COLUMNS;
}
