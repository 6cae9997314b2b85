import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { accessJob } from '../../../server/access/accessJob.ts';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import { Runner } from '../../../server/jobs/runner.ts';
import { StateOfConnector } from '../../../server/outbound/connectorState.ts';
import { setConnector } from '../../../server/outbound/connectors.ts';
import { liftBlock } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { logMessage } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Person } from '../../../src/lib/domain/facts/fields.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import type { Writer } from '../../../src/lib/domain/issue.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { startFakeAccess } from './fakeAccess.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
/** For answers of the access control, ms. */
export const TIMEOUT = 300;

/** A server with doors of its own for each test, and a customer whom no other test knows. */
export class AccessHouse {
	now = Date.parse('2026-11-24T08:00:00Z');
	person = 1000;
	/** Blocks that the test leaves */
	readonly #open: MessageFact[] = [];
	#server: TestServer | undefined;
	#doors: Awaited<ReturnType<typeof startFakeAccess>> | undefined;
	#runner: Runner | undefined;

	/** To be called once in a file of tests, before its tests. */
	static build(): AccessHouse {
		const house = new AccessHouse();
		beforeAll(async () => {
			house.#server = await startTestServer({ clock: () => house.now });
		});
		afterAll(() => house.server.stop());
		beforeEach(() => house.#begin());
		afterEach(() => house.#end());
		return house;
	}

	get server(): TestServer {
		if (!this.#server) throw new Error('not started');
		return this.#server;
	}

	get doors() {
		if (!this.#doors) throw new Error('no doors');
		return this.#doors;
	}

	async #begin(): Promise<void> {
		this.#doors = await startFakeAccess();
		this.now += DAY;
		// what waits is of this test alone
		this.person += 1;
		await setConnector(this.server.ctx.couch, 'access', () => this.doors.connector);
		await new StateOfConnector(this.server.ctx.couch, 'access').reset();
		this.#runner = new Runner(this.server.ctx, [accessJob(TIMEOUT)]);
	}

	async #end(): Promise<void> {
		this.doors.poisoned.clear();
		this.doors.badDays.splice(0);
		for (const block of this.#open.splice(0)) await this.lift(block);
		this.now += DAY;
		await setConnector(this.server.ctx.couch, 'access', () => this.doors.connector);
		await this.run();
		await this.#runner?.stop();
		await this.doors.close();
	}

	readonly writer = (): Writer => ({
		now: () => this.now,
		random: (length) => new Uint8Array(randomBytes(length)),
		device: 'tablet',
		deviceSite: 'LNU',
		author: { id: '1', name: 'Huber, Sabine', role: 'staff' }
	});

	/** Whom the test is about. */
	readonly me = (): Person => ({ kind: 'contact', id: String(this.person), name: 'Müller Jürgen' });

	readonly block = async (until?: number, contact = this.me()): Promise<MessageFact> => {
		const result = logMessage(this.writer(), {
			site: 'WEL',
			kind: 'block',
			contact,
			text: 'Beitrag offen',
			forInformation: true,
			block: {
				reason: { id: 'iban', name: 'Bankdaten' },
				until: until === undefined ? undefined : new Date(until).toISOString()
			}
		});
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		await writeFacts(this.server.ctx.couch, [result.value]);
		this.#open.push(result.value);
		return result.value;
	};

	readonly lift = async (message: MessageFact): Promise<Fact> => {
		const fact = liftBlock(this.writer(), foldSubject(message._id, [message]));
		await writeFacts(this.server.ctx.couch, [fact]);
		return fact;
	};

	readonly run = async (): Promise<void> => {
		expect(await this.#runner?.run('access')).toBe('done');
	};

	/** What the timeline of the block says of the access control. */
	readonly said = async ({ _id }: MessageFact): Promise<string[]> => {
		const { messages } = this.server.ctx;
		await messages.catchUp();
		return (messages.subject(_id)?.facts ?? []).flatMap((fact) =>
			fact.type === 'accessReported'
				? `${fact.action} ${fact.outcome}${fact.reason ? `: ${fact.reason}` : ''}`
				: []
		);
	};

	/** What holds now. */
	readonly holds = async ({ _id }: MessageFact): Promise<string> => {
		const { messages } = this.server.ctx;
		await messages.catchUp();
		const fact = messages.subject(_id)?.matters.get('access')?.winner;
		return fact?.type === 'accessReported' ? `${fact.action} ${fact.outcome}` : 'nothing';
	};

	readonly state = () => new StateOfConnector(this.server.ctx.couch, 'access').read();
}
