import { Arrivals } from '../../../src/lib/app/arrivals.ts';
import { Settings } from '../../../src/lib/data/settings.ts';
import {
	completeMessage,
	reassignMessage,
	reopenMessage
} from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Assignee, Author } from '../../../src/lib/domain/facts/fields.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../../src/lib/domain/fold.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';
import { messageFact } from '../domain/messages.ts';
import { BERND, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';

export const ANNA_HERSELF: Assignee = { kind: 'person', id: '7', name: 'Huber, Anna' };
export const LEAD_OF_URFAHR: Assignee = { kind: 'lead', id: 'LNU', name: 'Leitung Linz Urfahr' };
export const OFFICE: Assignee = { kind: 'office', id: 'ZEN', name: 'Zentrale Linz' };

const STAFF = [
	{ id: '7', first: 'Anna', last: 'Huber', sites: ['LNU'], role: 'staff' },
	{ id: '8', first: 'Bernd', last: 'Moser', sites: ['WEL'], role: 'staff' },
	{ id: '9', first: 'Clara', last: 'Leitner', sites: ['LNU'], role: 'lead' }
];

/** An app with what arrives from other devices, and a memory of its own for who has seen what. */
export interface InboxFixture extends AppFixture {
	/** The shift of the person on duty */
	shift: string;
	/** Makes facts arrive from the server, in this order. */
	arrive(...facts: Fact[]): void;
	/** A message that somebody wrote on another tablet, not arrived yet. */
	elsewhere(changes?: Partial<MessageInput>, at?: number, author?: Author): MessageFact;
	/** A fact about a message, written on another tablet and arrived. */
	answer(message: string, how: 'done' | 'reopened' | Assignee, author?: Author): void;
}

/** Makes the app; Anna is on duty at Linz Urfahr. */
export async function inboxFixture(): Promise<InboxFixture> {
	const fixture = await appFixture();
	const boot = new MemoryStorage().boot();
	const settings = await Settings.open(await boot.rows(), boot.channel('settings'), () => undefined);
	const arrivals = new Arrivals();
	fixture.app.directory.put([{ _id: 'staff', staff: STAFF } as never]);
	let sequence = 0;
	const inbox = Object.assign(fixture, {
		shift: 'shift-1',
		arrive(...facts: Fact[]) {
			const sequences = new Map(facts.map((fact) => [fact._id, (sequence += 1)]));
			arrivals.take({ generation: 'g1', sequences });
			fixture.app.log.add(facts);
		},
		elsewhere: (changes: Partial<MessageInput> = {}, at = fixture.now, author = BERND) =>
			messageFact(changes, writerOf(author, at, 'tablet-2')),
		answer(message: string, how: 'done' | 'reopened' | Assignee, author = BERND) {
			fixture.now += 1000;
			const writer = writerOf(author, fixture.now, 'tablet-2');
			const subject = fixture.app.log.subject(message) as Subject;
			if (how === 'done') inbox.arrive(completeMessage(writer, subject));
			else if (how === 'reopened') inbox.arrive(reopenMessage(writer, subject));
			else inbox.arrive(reassignMessage(writer, subject, how));
		}
	});
	Object.defineProperty(fixture.app, 'arrivals', { value: arrivals });
	Object.defineProperty(fixture.app, 'settings', { value: settings });
	Object.defineProperty(fixture.app.duty, 'current', {
		get: () => ({ id: inbox.shift, fact: { site: 'LNU' }, author: fixture.author })
	});
	return inbox;
}
