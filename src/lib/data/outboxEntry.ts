import * as v from 'valibot';
import { asFact } from '../domain/checkFact.ts';
import type { Fact } from '../domain/facts/registry.ts';
import { CLOCK_FIELDS, type ClockField } from '../domain/reissue.ts';

/** What the clock knew when something was written; by it the error of its time is found later (sync SPEC, rules K1 to K6). */
export const stampSchema = v.object({
	/** Server's clock minus the device's, ms, as it was believed then */
	offset: v.number(),
	/** The device's clock minus its monotonic one, ms: it changes where the clock is set */
	origin: v.number(),
	/** Which start of the page, since monotonic clocks of two starts don't compare */
	page: v.string(),
	/** The latest time that the server had told by then, ms; 0 where it never had */
	floor: v.number()
});
export type Stamp = v.InferOutput<typeof stampSchema>;

const refusalSchema = v.object({ field: v.string(), reason: v.string(), status: v.number() });
/** Why the server denied a fact: dotted path to the field (empty where it did not say), reason, HTTP status. */
export type OutboxRefusal = v.InferOutput<typeof refusalSchema>;

/** A fact that was not yet seen coming back from the server. */
export interface OutboxEntry {
	readonly fact: Fact;
	readonly stamp: Stamp;
	/** ms since 1970, of the device's own clock */
	readonly addedAt: number;
	/** True once the server may have heard of it; it is never issued anew then (rule C3) */
	readonly attempted: boolean;
	readonly refusal?: OutboxRefusal;
	/** The id that it was issued under before (rule C1) */
	readonly replacing?: string;
	/** Until then it can be taken back and is not sent; ms since 1970, of the device's own clock */
	readonly heldUntil?: number;
	/** What of it was read off the device's clock, not typed (rule C4) */
	readonly byClock?: readonly ClockField[];
}

/** How new facts are kept. */
export interface Keeping {
	/** How long they can be taken back before they are sent, ms */
	readonly heldFor?: number;
	/** As {@link OutboxEntry.byClock} */
	readonly byClock?: readonly ClockField[];
}

const factSchema = v.custom<Fact>((value) => typeof value === 'object' && value !== null && !!asFact(value));

/** An {@link OutboxEntry} as it is read back from storage. */
export const outboxEntrySchema = v.object({
	fact: factSchema,
	stamp: stampSchema,
	addedAt: v.number(),
	attempted: v.boolean(),
	refusal: v.optional(refusalSchema),
	replacing: v.optional(v.string()),
	heldUntil: v.optional(v.number()),
	byClock: v.optional(v.array(v.picklist(CLOCK_FIELDS)))
});

/** Nothing is held longer; where an entry says so, the clock was set back meanwhile. ms */
const LONGEST_HOLD = 15_000;

/** True where the entry can still be taken back, and so is not to be sent yet. @param now the device's own clock, ms since 1970 */
export function isHeld({ heldUntil }: Pick<OutboxEntry, 'heldUntil'>, now: number): boolean {
	return heldUntil !== undefined && heldUntil > now && heldUntil - now <= LONGEST_HOLD;
}

/** Why an entry left the outbox. `settled`: the replica has it · `gone`: the server had it, and has archived or erased it since. */
export const whyRemoved = v.picklist(['settled', 'gone', 'removed', 'reissued']);
export type WhyRemoved = v.InferOutput<typeof whyRemoved>;

/** What changed in the outbox, in this tab or another. */
export interface OutboxChange {
	readonly put: readonly OutboxEntry[];
	readonly removed: readonly { readonly entry: OutboxEntry; readonly why: WhyRemoved }[];
	/** New ids by old ones, where facts were issued anew */
	readonly renamed: ReadonlyMap<string, string>;
}
