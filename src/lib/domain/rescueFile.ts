/** The Sicherungsdatei: what only one device has, as a file, so that it can be sent from elsewhere (DESIGN § 6). */
import * as v from 'valibot';
import { MAX_PICTURE_BYTES } from './limits.ts';

const object = v.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null);

/** Largest file that a server reads, bytes: some hundred pictures. */
export const MAX_RESCUE_BYTES = 64_000_000;

/** Such a file in the clear. Facts are judged one by one, so nothing is said of them here but that they are objects. */
export const rescueFile = v.object({
	format: v.literal('dienstbuch-rescue'),
	v: v.literal(1),
	/** Version of the app that wrote it */
	app: v.string(),
	/** ISO 8601, UTC */
	exported: v.string(),
	device: v.optional(
		v.object({ id: v.string(), label: v.string(), site: v.object({ id: v.string(), name: v.string() }) })
	),
	facts: v.array(v.object({ fact: object })),
	/** Absent in files that a person has saved: there each picture is saved by itself */
	pictures: v.optional(
		v.array(
			v.object({
				/** See `pictureId` */
				id: v.pipe(v.string(), v.regex(/^[a-z2-7]{26}$/)),
				/** base64 */
				bytes: v.pipe(v.string(), v.maxLength(Math.ceil(MAX_PICTURE_BYTES / 3) * 4))
			})
		),
		() => []
	)
});
export type RescueFile = v.InferOutput<typeof rescueFile>;

const base64 = v.pipe(v.string(), v.base64());

/**
 * A {@link rescueFile} that only the server can read: ECDH over P-256 with a key pair made for this one file, HKDF-SHA-256 of what that
 * gives, AES-256-GCM. What stands beside it tells the person who has the file whose it is, and nothing of customers.
 */
export const sealedFile = v.object({
	format: v.literal('dienstbuch-rescue-sealed'),
	v: v.literal(1),
	/** What the device is called */
	device: v.string(),
	/** ISO 8601, UTC */
	exported: v.string(),
	/** How many facts and pictures are in it */
	count: v.number(),
	/** The public key of the pair made for this file, uncompressed point */
	key: base64,
	iv: base64,
	data: base64
});
export type SealedFile = v.InferOutput<typeof sealedFile>;

/** Any of both. */
export const anyRescueFile = v.variant('format', [rescueFile, sealedFile]);
