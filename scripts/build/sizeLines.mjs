/** What DESIGN § 10 allows, in bytes, as it goes over the line (gzip). */
export const BUDGET = { initial: 120 * 1024, precache: 400 * 1024 };

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** The sizes in words. @param {import('./measure.mjs').Sizes} sizes @returns {string[]} */
export function sizeLines({ initial, precache, precacheUnpacked, precachedFiles }) {
	const of = (/** @type {number} */ size, /** @type {number} */ budget) =>
		`${kilobytes(size)} gzip of ${kilobytes(budget)}${size > budget ? '  OVER BUDGET' : ''}`;
	return [
		`Initial JavaScript: ${of(initial, BUDGET.initial)}`,
		`Precache: ${of(precache, BUDGET.precache)} (${precachedFiles} files, ${kilobytes(precacheUnpacked)} unpacked)`
	];
}
