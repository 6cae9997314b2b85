import type { Device } from '../data/device.ts';
import type { Clock } from './clock.ts';
import type { Contact } from './contact.ts';
import type { Environment } from './environment.ts';
import type { Lane } from './lane.ts';
import { misdated } from './misdated.ts';
import { fetchArrived } from './fetchArrived.ts';
import { Bell, pause } from './pause.ts';
import type { PictureQueue } from './pictures.ts';
import { Push } from './push.ts';

/** What {@link Sending} works with. */
interface SendingOptions {
	readonly device: Device;
	readonly environment: Environment;
	readonly clock: Clock;
	readonly contact: Contact;
}

/** Sends what was written here, for as long as the generation is the same: facts, and pictures in a lane of their own. */
export class Sending {
	readonly #device: Device;
	readonly #environment: Environment;
	readonly #clock: Clock;
	readonly #contact: Contact;
	readonly #push: Push;
	/** Once there are any to send */
	#queue: PictureQueue | undefined;
	/** Rung where something changed in the outbox */
	readonly outboxChanged = new Bell();
	readonly picturesChanged = new Bell();

	constructor({ device, environment, clock, contact }: SendingOptions) {
		this.#device = device;
		this.#environment = environment;
		this.#clock = clock;
		this.#contact = contact;
		this.#push = new Push(environment, device.outbox);
	}

	/** What the server took may be lost with its generation. */
	startAnew(): void {
		this.#push.startAnew();
	}

	async facts(lane: Lane, generation: string, signal: AbortSignal): Promise<void> {
		const { outbox, messages } = this.#device;
		while (!signal.aborted) {
			const changed = this.outboxChanged.signal;
			if (this.#clock.doubtful) this.#contact.doubt();
			if ((await this.#contact.ready(signal)) !== generation) return;
			const replacements = misdated(outbox, this.#clock, (length) => this.#environment.randomBytes(length));
			if (replacements.size > 0) {
				await outbox.replace(replacements, this.#clock.stamp());
				continue;
			}
			// Nothing is waited for in between: what is stored meanwhile was not looked at.
			const taken = await this.#push.send(signal);
			if (taken) {
				lane.progressed();
				if (this.#contact.session.kind === 'retired') {
					await outbox.settle(await fetchArrived(this.#environment, taken, signal));
					continue;
				}
				// What the replica had already does not arrive a second time.
				await messages.replica.present(generation, taken, (here, gone) => outbox.settle(here, gone));
				continue;
			}
			const dueAt = this.#push.dueAt ?? Infinity;
			await pause(this.#environment, dueAt - this.#environment.monotonic(), signal, changed);
		}
	}

	/** In a lane of its own: a picture that does not get through never holds up facts. */
	async pictures(lane: Lane, generation: string, signal: AbortSignal): Promise<void> {
		const pictures = await this.#device.pictures();
		await pictures.distrust(generation);
		const { PictureQueue } = await import('./pictures.ts');
		this.#queue ??= new PictureQueue(this.#environment, pictures);
		while (!signal.aborted) {
			const changed = this.picturesChanged.signal;
			if ((await this.#contact.ready(signal)) !== generation) return;
			if (await this.#queue.send(generation, signal)) lane.progressed();
			else await pause(this.#environment, Infinity, signal, changed);
		}
	}
}
