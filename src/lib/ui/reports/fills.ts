import type { Fill, Tone } from './report.ts';

/** The colour of a meaning, strong enough beside paper (3:1). */
export function colourOf(tone: Tone): string {
	return `var(--${tone}-border)`;
}

/** The light ground of a meaning, on which hatching and dots stand. */
export function groundOf(tone: Tone): string {
	return `var(--${tone}-tint)`;
}

/** What of the pattern is drawn on a tile of 6 × 6. */
export const PATTERN_SHAPES: Record<Exclude<Fill, 'plain'>, string> = {
	hatched: 'M-1 1 1-1M0 6 6 0M5 7 7 5',
	dotted: 'M1.5 2h.01M4.5 5h.01'
};
