/** The device has no room left; nothing was written (DESIGN § 11: the save fails visibly, the draft stays). */
export class StorageFull extends Error {
	override readonly name = 'StorageFull';
}

/** The browser has closed the storage under the page and does not give it back: only a reload helps (DESIGN § 3, iOS). */
export class StorageLost extends Error {
	override readonly name = 'StorageLost';
}

/** A draft has grown beyond what is kept: what was kept of it before stays. */
export class DraftTooLarge extends Error {
	override readonly name = 'DraftTooLarge';
}

/** Something read back from storage that is not what was written there. It stays where it is. */
export interface Corrupt {
	readonly where: 'outbox' | 'drafts' | 'settings' | 'messages' | 'pictures';
	readonly id: string;
	/** Dotted path to the first field that is wrong, where known */
	readonly field?: string;
}

/** What an error of IndexedDB or PouchDB says, wherever it says it: PouchDB hands some of them on as plain objects. */
function wordsOf(error: unknown): string {
	if (typeof error !== 'object' || error === null) return String(error);
	const { name, message, reason } = error as Record<string, unknown>;
	return [name, message, reason]
		.map((part) => (typeof part === 'object' ? wordsOf(part) : String(part)))
		.join(' ');
}

/** The error as {@link StorageFull} or {@link StorageLost} where it is one of these. */
export function storageError(error: unknown): Error {
	if (error instanceof StorageFull || error instanceof StorageLost) return error;
	const words = wordsOf(error);
	if (/quota|no space|disk is full/i.test(words)) return new StorageFull(words, { cause: error });
	if (/connection (to|is)|invalidstate|not open|closing|database is closed|destroyed/i.test(words)) {
		return new StorageLost(words, { cause: error });
	}
	return error instanceof Error ? error : new Error(words, { cause: error });
}
