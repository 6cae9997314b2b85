import * as m from '../../paraglide/messages.js';
import { errorText } from '../wording.ts';
import { MAX_PICTURES } from './limits.ts';
import type { PictureSource } from './pictureSource.ts';
import { PictureProblem, type PictureTrouble } from './shrink.ts';

const troubles: Record<PictureTrouble, () => string> = {
	unreadable: m.picture_unreadable,
	heic: m.picture_heic,
	'too-large': m.picture_too_large
};

/** Why a file could not be taken, in words that help. @throws the error itself where it is a mistake of the program */
export function pictureProblemText(error: unknown): string {
	return error instanceof PictureProblem ? troubles[error.trouble]() : errorText(error);
}

const missing: Record<Exclude<PictureSource['kind'], 'here'>, () => string> = {
	offline: m.picture_online_only,
	gone: m.picture_gone,
	'not-yet': m.picture_not_yet,
	failed: m.picture_failed
};

/** What stands in the place of a picture that cannot be shown. */
export function missingText(kind: keyof typeof missing): string {
	return missing[kind]();
}

const refusals: Readonly<Record<string, () => string>> = {
	'too-large': m.picture_refused_size,
	'picture-type': m.picture_refused_type,
	'picture-exif': m.picture_refused_exif,
	'picture-mismatch': m.picture_refused_mismatch,
	lost: m.picture_refused_lost
};

/** Why the server did not take a picture. */
export function pictureRefusalText({ code, status }: { code: string; status: number }): string {
	return refusals[code]?.() ?? m.picture_refused_other({ status });
}

/** How long a picture that is evidence stays (DESIGN § 11). @param days after the case is done, as the settings have it */
export function evidenceText(days: number): string {
	return days === 1 ? m.picture_evidence_yes_one() : m.picture_evidence_yes({ days });
}

/** Why not all pictures were taken. @param room how many more a message has room for */
export function noRoomText(room: number): string {
	if (room <= 0) return m.picture_full({ count: MAX_PICTURES });
	return room === 1 ? m.picture_too_many_one() : m.picture_too_many({ count: room });
}
