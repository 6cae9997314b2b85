import type { Erasures } from '../domain/erasures.ts';
import { forgetErased, type Tidied } from './forgetErased.ts';
import { dropTransfers } from './keptTransfers.ts';
import { tidyPictures } from './pictures/tidy.ts';

/**
 * Removes what is not to be on this device any more: entry events after 72 hours, pictures that the server has, drafts that nobody goes on with,
 * and what there is of persons who were erased. Never what is unsent.
 * @param erasures as the directory has them
 * @param now the device's own clock, ms since 1970
 */
export async function tidy(app: Tidied, erasures: Erasures | undefined, now: number): Promise<void> {
	await forgetErased(app, erasures);
	await app.drafts.discardLeftOver();
	await dropTransfers(app);
	await tidyPictures(app, now);
	await (await app.entryPages()).forgetOld(app.clock.exact());
}
