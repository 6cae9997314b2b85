import { vi } from 'vitest';
import { Clock } from '../../../src/lib/app/clock.svelte.ts';
import { DirectoryState } from '../../../src/lib/app/directoryState.svelte.ts';
import { Duty } from '../../../src/lib/app/duty.svelte.ts';
import type { Dienstbuch } from '../../../src/lib/app/dienstbuch.svelte.ts';
import type { Ground } from '../../../src/lib/app/ground.ts';
import { LogState } from '../../../src/lib/app/logState.svelte.ts';
import { PinVerifiers } from '../../../src/lib/app/pinVerifiers.ts';
import { Settings } from '../../../src/lib/data/settings.ts';
import type { StaffMember } from '../../../src/lib/domain/directory.ts';
import { PIN_NUMBERS_DOC, withNewPins } from '../../../src/lib/domain/pinNumbers.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import { NOW, seededRandom } from '../domain/writer.ts';

export const ANNA: StaffMember = { id: '7', first: 'Anna', last: 'Huber', sites: ['LNU'], role: 'lead' };
export const BERND: StaffMember = { id: '8', first: 'Bernd', last: 'Moser', sites: ['LNU'], role: 'staff' };

const LISTS = [
	{ _id: 'sites', sites: [{ id: 'LNU', name: 'Linz Urfahr', kind: 'studio', dayChange: '06:00' }] },
	{ _id: 'staff', staff: [ANNA, BERND] }
];

/** A shared tablet, with what says who is on duty at it. */
export interface DutyFixture {
	/** As much of the app as knows of it */
	readonly app: Dienstbuch;
	readonly duty: Duty;
	readonly log: LogState;
	readonly directory: DirectoryState;
	readonly settings: Settings;
	/** The time that the tablet reads, ms since 1970, UTC */
	now: number;
	/** What the server has told it to be wrong by; part of `now`, ms */
	offset: number;
	/** The server has confirmed that PIN of the person here, some time before */
	knows(person: StaffMember, pin: string): Promise<void>;
	/** Somebody replaced the PIN of the person, and the tablet has heard of it: it has nothing left to compare with */
	resetPin(person: StaffMember): void;
	/** Who is on duty, and whether confirmed: "Huber, Anna?" is not */
	current(): string | undefined;
}

/** A tablet of Linz Urfahr without network, on which nobody is on duty. `crypto` is what its browser offers. */
export async function dutyFixture(offered: Crypto = crypto): Promise<DutyFixture> {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
	const log = new LogState();
	const directory = new DirectoryState();
	directory.put(LISTS);
	const boot = new MemoryStorage().boot();
	const settings = await Settings.open(await boot.rows(), boot.channel('settings'), () => undefined);
	const fixture = { log, directory, settings, now: NOW, offset: 0 };
	const ground: Ground = {
		identity: {
			account: 'tablet-1',
			device: 'tablet-1',
			kind: 'device',
			label: 'Tablet',
			site: { id: 'LNU', name: 'Linz Urfahr' }
		},
		clock: new Clock(() => fixture.now),
		get clockOffset() {
			return fixture.offset;
		},
		directory,
		log,
		settings,
		random: seededRandom(7),
		write: async (facts) => {
			await Promise.resolve();
			log.add([facts].flat());
		}
	};
	const duty = new Duty(ground, offered);
	return Object.assign(fixture, {
		app: { ...ground, duty, currentId: (id: string) => id } as unknown as Dienstbuch,
		duty,
		knows: ({ id, role }: StaffMember, pin: string) =>
			new PinVerifiers(settings, crypto).remember(id, { pin, role, number: 0, at: fixture.now }),
		resetPin: ({ id }: StaffMember) =>
			directory.put([Object.assign({ _id: PIN_NUMBERS_DOC }, withNewPins(undefined, [id]))]),
		current: () => duty.current && `${duty.current.author.name}${duty.current.confirmed ? '' : '?'}`
	});
}
