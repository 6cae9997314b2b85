import * as v from 'valibot';
import { isUnsent, type KeptPicture } from '../data/keptPicture.ts';
import type { Pictures } from '../data/pictures.ts';
import type { Environment } from './environment.ts';
import { failureOf, request, RequestFailed } from './http.ts';

/** Most bytes in one request: what is lost where the line breaks. */
export const PART = 65_536;
/** How often a picture may fail in a way that only it can be the reason of, before it counts as denied. */
const DENIED_AFTER = 5;

/** How far the server has it. */
const arrival = v.object({ received: v.number(), complete: v.boolean() });
const problem = v.object({ code: v.string() });

/** Sends the pictures that were taken here, one part at a time. Where it was is the server's to say, so a restart costs one part. */
export class PictureQueue {
	readonly #environment: Environment;
	readonly #pictures: Pictures;
	/** Bytes that the server has of each, as far as it said so */
	readonly #received = new Map<string, number>();
	readonly #failures = new Map<string, number>();
	#open: { readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;

	constructor(environment: Environment, pictures: Pictures) {
		this.#environment = environment;
		this.#pictures = pictures;
	}

	/** What is to be sent now: one that failed least often, the earliest of them. */
	get #next(): KeptPicture | undefined {
		const failures = ({ id }: KeptPicture): number => this.#failures.get(id) ?? 0;
		const open = this.#pictures.list.filter((picture) => isUnsent(picture) && !picture.refusal);
		const least = Math.min(...open.map(failures));
		return open.find((picture) => failures(picture) === least);
	}

	/**
	 * Sends one part.
	 * @param generation of the server's data that it goes to
	 * @returns false where there was nothing to send
	 * @throws RequestFailed where it is to be tried again after a pause
	 */
	async send(generation: string, signal: AbortSignal): Promise<boolean> {
		const picture = this.#next;
		if (!picture) return false;
		const bytes = await this.#bytesOf(picture.id);
		if (!bytes) {
			await this.#pictures.refuse(picture.id, { status: 0, code: 'lost' });
			return true;
		}
		const offset = this.#received.get(picture.id) ?? 0;
		const part = bytes.subarray(offset, offset + PART);
		const address = `/api/pictures/${picture.id}?offset=${offset}&total=${bytes.length}${useOf(picture)}`;
		const response = await request(this.#environment, address, {
			method: 'PUT',
			headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
			body: part,
			signal
		});
		if (response.ok) await this.#answered(picture.id, offset, generation, response);
		else await this.#failed(picture.id, response);
		return true;
	}

	async #bytesOf(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		if (this.#open?.id === id) return this.#open.bytes;
		const bytes = await this.#pictures.bytes(id);
		this.#open = bytes && { id, bytes };
		return bytes;
	}

	async #answered(id: string, offset: number, generation: string, response: Response): Promise<void> {
		const answer = v.safeParse(arrival, await response.json().catch(() => undefined));
		if (!answer.success) throw new RequestFailed('server-error', response.status);
		const { received, complete } = answer.output;
		if (complete) {
			this.#received.delete(id);
			this.#failures.delete(id);
			this.#open = undefined;
			return this.#pictures.markSent(id, this.#environment.now(), generation);
		}
		this.#received.set(id, received);
		if (received > offset) this.#failures.delete(id);
		// A server that never gets on is not to be asked without end.
		else if (this.#count(id) > 1) throw new RequestFailed('server-error', response.status);
	}

	async #failed(id: string, response: Response): Promise<void> {
		const failure = failureOf(response, this.#environment.now());
		const { status } = response;
		const code = await codeOf(response);
		if (status === 413 || status === 415) return this.#pictures.refuse(id, { status, code });
		if (status === 400 || status === 422) {
			// Perhaps another has sent wrong parts of it: from the beginning.
			this.#received.delete(id);
			if (this.#count(id) >= DENIED_AFTER) {
				this.#failures.delete(id);
				return this.#pictures.refuse(id, { status, code });
			}
		} else if (status >= 500) this.#count(id);
		throw failure;
	}

	#count(id: string): number {
		const failures = (this.#failures.get(id) ?? 0) + 1;
		this.#failures.set(id, failures);
		return failures;
	}
}

/** By it the server knows a picture that it had removed, and that is of use again, from one that is sent once more. */
function useOf({ message, evidence }: KeptPicture): string {
	return message === undefined ? '' : `&for=${message}${evidence ? '&evidence=1' : ''}`;
}

async function codeOf(response: Response): Promise<string> {
	const answer = v.safeParse(problem, await response.json().catch(() => undefined));
	return answer.success ? answer.output.code : '';
}
