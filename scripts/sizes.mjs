/* Prints the sizes of the built client; with `--check` it fails where they are over the budget of DESIGN § 10. */
import './requireNode.mjs';
import { measure } from './build/measure.mjs';
import { BUDGET, sizeLines } from './build/sizeLines.mjs';

const sizes = measure();
for (const line of sizeLines(sizes)) console.log(line);
if (
	process.argv.includes('--check') &&
	(sizes.initial > BUDGET.initial || sizes.precache > BUDGET.precache)
) {
	console.error('The client is larger than DESIGN § 10 allows.');
	process.exitCode = 1;
}
