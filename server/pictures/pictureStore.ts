import type { DocumentGetResponse, DocumentScope } from 'nano';
import { pictureId } from '../../src/lib/domain/pictures.ts';
import { isConflict, isNotFound, type Couch } from '../couchdb/couch.ts';
import { ServerError } from '../errors.ts';
import { faultOf, mediaTypeOf, type MediaType } from './judge.ts';
import { partName, partsOf, receivedOf, WHOLE, type PhotoDoc } from './photoDoc.ts';

/** How often {@link PictureStore.put} starts over where others send the same picture. */
const ATTEMPTS = 10;

/** How far a picture has come. */
export interface Arrival {
	/** Bytes that are here: the next part begins there */
	readonly received: number;
	/** True once all of it is here and was found to be what its id says */
	readonly complete: boolean;
}

/** A piece of a picture. */
export interface Part {
	/** What the picture is of use for, see `useOf`, where who sends it says so */
	readonly use?: string | undefined;
	/** Byte at which it begins */
	readonly offset: number;
	/** Bytes of the whole */
	readonly total: number;
	readonly bytes: Buffer;
}

type StoredPhoto = PhotoDoc & DocumentGetResponse;

/** Whatever becomes of pictures lies in the database: any server can take the next part. */
export class PictureStore {
	readonly #db: DocumentScope<PhotoDoc>;
	readonly #clock: () => number;

	constructor(couch: Couch, clock: () => number) {
		this.#db = couch.db('photos');
		this.#clock = clock;
	}

	/**
	 * Takes a part in where it continues what is here; one that came before, or too early, changes nothing. Two who send the same
	 * picture help each other.
	 * @throws ServerError `bad-request`, `picture-type`, `picture-exif`, `picture-mismatch`
	 */
	async put(id: string, part: Part): Promise<Arrival> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await this.#take(id, part);
			} catch (error) {
				if (!isConflict(error) || attempt === ATTEMPTS) throw error;
			}
		}
	}

	/** @returns `gone` where it was here and was removed; undefined where it never arrived in full */
	async get(id: string): Promise<{ mediaType: MediaType; bytes: Buffer } | 'gone' | undefined> {
		const doc = await this.#read(id, { attachments: true });
		if (doc?.removedAt !== undefined) return 'gone';
		const data = doc?._attachments?.[WHOLE]?.data;
		if (doc?.mediaType === undefined || data === undefined) return undefined;
		return { mediaType: doc.mediaType, bytes: Buffer.from(data, 'base64') };
	}

	async #take(id: string, { offset, total, bytes, use }: Part): Promise<Arrival> {
		const there = await this.#read(id);
		// also where it was removed since: a device that missed the answer does not bring it back
		if (there?.uploadedAt !== undefined && !isWantedAgain(there, use)) {
			return { received: total, complete: true };
		}
		// another total is another picture's, or a lie: the hash at the end decides
		const old = there?.bytes === total && there.removedAt === undefined ? there : undefined;
		const received = old ? receivedOf(old) : 0;
		if (offset !== received) return { received, complete: false };
		const now = received + bytes.length;
		if (bytes.length === 0 || now > total) throw new ServerError('bad-request', { field: 'offset' });
		const begun = { bytes: total, begunAt: old?.begunAt ?? this.#clock() };
		const rev = there && { _rev: there._rev };
		if (now === total) return await this.#finish(id, bytes, begun, old, rev);
		const added = { content_type: 'application/octet-stream', data: bytes.toString('base64') };
		const _attachments = { ...old?._attachments, [partName(offset)]: added };
		await this.#db.insert({ ...begun, ...rev, _id: id, _attachments } as PhotoDoc);
		return { received: now, complete: false };
	}

	async #finish(
		id: string,
		last: Buffer,
		begun: Pick<PhotoDoc, 'bytes' | 'begunAt'>,
		old: StoredPhoto | undefined,
		rev: { _rev: string } | undefined
	): Promise<Arrival> {
		const earlier = old ? await this.#partsBefore(old) : [];
		const whole = Buffer.concat([...earlier, last].map((part) => new Uint8Array(part)));
		const refusal = refusalOf(id, whole);
		if (refusal) {
			// from the beginning: some part is not what it should be, or will never be
			if (rev) await this.#db.insert({ ...begun, ...rev, _id: id } as PhotoDoc);
			throw refusal;
		}
		const mediaType = mediaTypeOf(whole);
		const _attachments = { [WHOLE]: { content_type: mediaType, data: whole.toString('base64') } };
		const doc = { ...begun, ...rev, _id: id, mediaType, uploadedAt: this.#clock(), _attachments };
		await this.#db.insert(doc as PhotoDoc);
		return { received: whole.length, complete: true };
	}

	async #partsBefore({ _id, _rev }: StoredPhoto): Promise<Buffer[]> {
		const doc = await this.#db.get(_id, { attachments: true, rev: _rev });
		return partsOf(doc).map(({ data = '' }) => Buffer.from(data, 'base64'));
	}

	async #read(id: string, options = {}): Promise<StoredPhoto | undefined> {
		try {
			return await this.#db.get(id, options);
		} catch (error) {
			if (isNotFound(error)) return undefined;
			throw error;
		}
	}
}

/** True where it was removed because its time was up, and is of use for something else now. */
function isWantedAgain({ removedAt, removedFrom }: PhotoDoc, use: string | undefined): boolean {
	return (
		removedAt !== undefined && removedFrom !== undefined && use !== undefined && !removedFrom.includes(use)
	);
}

function refusalOf(id: string, whole: Buffer): ServerError | undefined {
	if (pictureId(new Uint8Array(whole)) !== id) return new ServerError('picture-mismatch');
	const fault = faultOf(whole);
	return fault && new ServerError(fault === 'exif' ? 'picture-exif' : 'picture-type');
}
