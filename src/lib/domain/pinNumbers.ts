/** How often each person's PIN was replaced, as the directory tells the devices: what one remembers of an older PIN counts no longer (DESIGN § 6). */
import * as v from 'valibot';
import { MAX_KEY } from './limits.ts';

/** Id of the document in the directory. */
export const PIN_NUMBERS_DOC = 'pinNumbers';

/** Says nothing of the PINs themselves: these never leave the server. */
export const pinNumbers = v.object({
	numbers: v.array(
		v.object({
			/** Personalnummer */
			staff: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_KEY)),
			/** Rises each time that the PIN is reset or changed */
			number: v.number()
		})
	)
});
export type PinNumbers = v.InferOutput<typeof pinNumbers>;

/** The number of a person's PIN; 0 for the first one. */
export function pinNumberOf(list: PinNumbers | undefined, staff: string): number {
	return list?.numbers.find((one) => one.staff === staff)?.number ?? 0;
}

/** The list after the PINs of these people were replaced. */
export function withNewPins(list: PinNumbers | undefined, staff: readonly string[]): PinNumbers {
	const numbers = new Map((list?.numbers ?? []).map((one) => [one.staff, one.number]));
	for (const id of staff) numbers.set(id, (numbers.get(id) ?? 0) + 1);
	return { numbers: [...numbers].map(([id, number]) => ({ staff: id, number })) };
}
