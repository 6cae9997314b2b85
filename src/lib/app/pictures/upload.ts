import * as v from 'valibot';
import { pictureId } from '../../domain/pictures.ts';
import { call } from '../api/call.ts';
import { readPicture } from './readPicture.ts';
import { shrink } from './shrink.ts';

const arrival = v.object({ received: v.number(), complete: v.boolean() });

/**
 * Makes a picture of a file for a promotion and sends it at once: that is done online only. The server has it when this resolves.
 * @returns its id @throws PictureProblem, ApiProblem
 */
export async function uploadPicture(file: Blob): Promise<string> {
	const { bytes } = await shrink(file, readPicture);
	const id = pictureId(bytes);
	await call(arrival, 'PUT', `/pictures/${id}?total=${bytes.length}&for=promotion`, bytes);
	return id;
}
