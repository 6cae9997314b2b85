import { bytesHash } from './hash.ts';

/** The id of a picture: the hash of its bytes. The same picture sent twice is one, and none can be put in its place. */
export function pictureId(bytes: Uint8Array): string {
	return bytesHash(bytes);
}
