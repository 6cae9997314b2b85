import * as v from 'valibot';
import { MAX_PICTURE_BYTES } from '../limits.ts';
import { key, someShort } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));

/** A picture belongs to the message. The picture itself lies in `photos`, under the id that its own bytes give it. */
export const pictureAttachedSchema = speakingOf('pictureAttached', {
	/** See `pictureId` in `domain/pictures.ts` */
	picture: key,
	mediaType: v.picklist(['image/jpeg', 'image/webp']),
	bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PICTURE_BYTES)),
	/** Pixels */
	width: side,
	height: side,
	/** Beweismittel: why it is kept until the case is done (DESIGN § 11); absent where it is none and goes after 72 hours */
	evidence: v.optional(someShort)
});
export type PictureAttachedFact = Stored<v.InferOutput<typeof pictureAttachedSchema>>;

export const pictureAttached: FactKind<PictureAttachedFact> = {
	type: 'pictureAttached',
	versions: { 1: pictureAttachedSchema },
	subjects: ['message']
};
