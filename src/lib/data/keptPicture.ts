import * as v from 'valibot';

/** A {@link KeptPicture} as it is read back from storage. */
export const keptPicture = v.object({
	/** See `pictureId` in `domain/pictures.ts` */
	id: v.string(),
	mediaType: v.picklist(['image/jpeg', 'image/webp']),
	bytes: v.number(),
	/** Pixels */
	width: v.number(),
	height: v.number(),
	/** ms since 1970, of the device's own clock */
	takenAt: v.number(),
	/** The draft that holds it, until {@link message} is written */
	draft: v.optional(v.string()),
	/** The message that it was attached to: only then it is sent */
	message: v.optional(v.string()),
	/** Beweismittel: it is to be kept */
	evidence: v.optional(v.boolean()),
	/** Once the server has it: when (the device's own clock, ms), and the generation of the server's data */
	sent: v.optional(v.object({ at: v.number(), generation: v.string() })),
	/** Why the server denied it */
	refusal: v.optional(v.object({ status: v.number(), code: v.string() }))
});
/** A picture that was taken on this device, without its bytes. */
export type KeptPicture = v.InferOutput<typeof keptPicture>;
/** What is known of a picture when it is taken. */
export type TakenPicture = Omit<KeptPicture, 'message' | 'evidence' | 'sent' | 'refusal'>;
export type PictureRefusal = NonNullable<KeptPicture['refusal']>;

/** True for a picture that belongs to a message and that the server does not have. */
export function isUnsent({ message, sent }: KeptPicture): boolean {
	return message !== undefined && sent === undefined;
}
