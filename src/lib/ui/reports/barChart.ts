import type { BarChartData } from './report.ts';

/** What the component that draws bar charts takes. */
export interface BarChartProps {
	chart: BarChartData;
	/** A number as people write it */
	number: (value: number) => string;
}
