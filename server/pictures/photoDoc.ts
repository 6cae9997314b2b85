import type { MediaType } from './judge.ts';

/** An attachment of CouchDB: as it is listed (`length`), as it is read (`data`, base64), or as it is written. */
export interface Attachment {
	readonly content_type: string;
	readonly stub?: true;
	/** Bytes; where it is only listed */
	readonly length?: number;
	/** base64 */
	readonly data?: string;
}

/** A document of `photos`; its id is the picture's (`pictureId`). While it arrives it has a part for each request, then the whole. */
export interface PhotoDoc {
	/** Bytes of the whole picture, as who sends it says */
	readonly bytes: number;
	/** When the first part came, ms since 1970, UTC; what never arrives in full is known by it */
	readonly begunAt: number;
	/** When all of it was there, ms since 1970, UTC: from then on the 72 hours of a picture that is no evidence run (DESIGN § 11) */
	readonly uploadedAt?: number;
	/**
	 * When it was removed, ms since 1970, UTC. The document stays without the picture, so that devices can say what became of it, and one
	 * that missed an answer does not bring it back.
	 */
	readonly removedAt?: number;
	/**
	 * What it was of use for when its time was up, see {@link useOf}: for anything else it is taken in anew. Absent where its person was
	 * erased, and in older ones: then it never comes back.
	 */
	readonly removedFrom?: readonly string[];
	readonly mediaType?: MediaType;
	readonly _attachments?: Readonly<Record<string, Attachment>>;
}

/** What a picture is of use for: a message, as evidence or not. */
export function useOf(message: string, evidence: boolean): string {
	return evidence ? `${message} evidence` : message;
}

/** The attachment that holds the whole picture. */
export const WHOLE = 'picture';

/** The attachment that holds the part that begins at that byte; their names sort by it. */
export function partName(offset: number): string {
	return `part-${String(offset).padStart(7, '0')}`;
}

/** The parts that have come, in their order. */
export function partsOf({ _attachments = {} }: Pick<PhotoDoc, '_attachments'>): Attachment[] {
	return Object.entries(_attachments)
		.filter(([name]) => name.startsWith('part-'))
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, part]) => part);
}

/** How many bytes have come. */
export function receivedOf(doc: Pick<PhotoDoc, '_attachments'>): number {
	return partsOf(doc).reduce((sum, part) => sum + (part.length ?? 0), 0);
}
