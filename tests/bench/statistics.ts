/** The value below which that share of the figures lies. */
export function quantile(figures: readonly number[], share: number): number {
	const sorted = [...figures].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(figures: readonly number[]): number {
	return quantile(figures, 0.5);
}

/** Three figures are all that a measurement on a shared machine is worth. */
export function rounded(figure: number): number {
	return Number(figure.toPrecision(3));
}
