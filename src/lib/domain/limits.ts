/** Lengths and counts that both the device and the server hold to. Lengths are UTF-16 code units. */

/** Longest Mitteilungstext. The length guide speaks up long before this. */
export const MAX_TEXT = 10_000;
/** Longest short text: names, titles, reasons, a field of an import row (DESIGN § 8). */
export const MAX_SHORT = 200;
/** Longest id of a contact, staff member or site. */
export const MAX_KEY = 64;
/** Most persons that a camera check can have seen: a figure above is a slip of the finger. */
export const MAX_PERSONS = 9999;
/** Largest picture in bytes, as it is stored and sent. */
export const MAX_PICTURE_BYTES = 300_000;
/** Most predecessors that one fact may name in `after`. */
export const MAX_AFTER = 50;
/** Largest fact in bytes of canonical JSON; a batch of 100 of them still fits a request of 4 MB. */
export const MAX_FACT_BYTES = 40_000;
/** Contacts packed into one contact page (DESIGN § 3). */
export const CONTACTS_PER_PAGE = 100;
