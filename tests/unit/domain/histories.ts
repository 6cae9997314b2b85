import fc from 'fast-check';
import type { Author } from '../../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject, headsOf, type Subject } from '../../../src/lib/domain/fold.ts';
import {
	archiveMessage,
	assignToCheck,
	attachPicture,
	completeMessage,
	decideBoard,
	identifyPerson,
	liftBlock,
	markTransferred,
	reassignMessage,
	reopenMessage,
	withdrawMessage
} from '../../../src/lib/domain/commands/aboutMessage.ts';
import { issue, type Writer } from '../../../src/lib/domain/issue.ts';
import { messageFact, REASON, valueOf } from './messages.ts';
import { ANNA, BERND, DAY, LEAD, MINUTE, NOW, seededRandom } from './writer.ts';

const AUTHORS: readonly [Author, ...Author[]] = [ANNA, BERND, LEAD];

type Deed = (writer: Writer, message: Subject, seed: number) => Fact;

/** Everything that can be said of a message, some of it by people who may not. */
const DEEDS: Record<string, Deed> = {
	done: completeMessage,
	reopened: reopenMessage,
	lifted: (writer, message) => liftBlock(writer, message),
	reassigned: (writer, message, seed) =>
		reassignMessage(writer, message, { kind: 'person', id: String(seed), name: `P ${seed}` }),
	identified: (writer, message, seed) =>
		identifyPerson(writer, message, { kind: 'contact', id: String(seed), name: `K ${seed}` }),
	withdrawn: (writer, message) => valueOf(withdrawMessage(writer, message, 'Irrtum')),
	archived: (writer, message) => archiveMessage(writer, message, true),
	restored: (writer, message) => archiveMessage(writer, message, false),
	transferred: (writer, message, seed) =>
		markTransferred(writer, message, seed % 2 ? `https://board.example/t/${seed}` : undefined),
	boardDecided: (writer, message, seed) => decideBoard(writer, message, seed % 2 === 0),
	assignedToCheck: (writer, message, seed) =>
		assignToCheck(writer, message, seed % 3 ? message.id : undefined),
	pictureAttached: (writer, message, seed) =>
		attachPicture(writer, message, { ...PICTURE, picture: `picture-${seed % 4}` }),
	accessReported: (writer, message) =>
		issue(writer, {
			type: 'accessReported',
			site: 'WEL',
			about: message.id,
			after: headsOf(message, 'access'),
			action: 'block',
			outcome: 'confirmed'
		})
};

const PICTURE = { mediaType: 'image/jpeg', bytes: 90_000, width: 640, height: 480 } as const;

interface Step {
	readonly device: number;
	/** What is done; undefined where the device merely receives */
	readonly deed: string | undefined;
	/** Which of the facts so far arrive before, as bits: any subset, so predecessors may be missing */
	readonly arriving: number;
	readonly minute: number;
}

/** A device with a clock of its own, off by up to two years, and the facts that have reached it. */
interface Device {
	readonly known: Map<string, Fact>;
	readonly writer: (minute: number) => Writer;
}

/** What several devices, seldom connected and with wrong clocks, wrote about one block message. */
export interface History {
	readonly message: Fact;
	/** The message first, then as written */
	readonly facts: readonly Fact[];
}

const step: fc.Arbitrary<Step> = fc.record({
	device: fc.nat(2),
	deed: fc.option(fc.constantFrom(...Object.keys(DEEDS)), { nil: undefined }),
	arriving: fc.nat(0xfffff),
	minute: fc.nat(5)
});

function play(seed: number, errors: readonly number[], steps: readonly Step[]): History {
	const random = seededRandom(seed);
	const devices: Device[] = errors.map((error, at) => ({
		known: new Map(),
		writer: (minute) => ({
			now: () => NOW + error + minute * MINUTE,
			random,
			device: `tablet-${at}`,
			deviceSite: 'LNU',
			author: AUTHORS[at % AUTHORS.length] ?? ANNA
		})
	}));
	const writer: Writer = { now: () => NOW, random, device: 'tablet-0', deviceSite: 'LNU', author: ANNA };
	const message = messageFact({ kind: 'block', block: { reason: REASON } }, writer);
	const facts: Fact[] = [message];
	let minute = 0;
	for (const [at, { device, deed, arriving, minute: waited }] of steps.entries()) {
		const { known, writer: writerAt } = devices[device] ?? devices[0] ?? never();
		minute += waited;
		for (const [bit, fact] of facts.entries()) if (arriving & (1 << (bit % 20))) known.set(fact._id, fact);
		if (deed === undefined) continue;
		const seen = foldSubject(message._id, [message, ...known.values()]);
		const fact = (DEEDS[deed] ?? never())(writerAt(minute), seen, at);
		known.set(fact._id, fact);
		facts.push(fact);
	}
	return { message, facts };
}

function never(): never {
	throw new Error('no such device or deed');
}

/** Random histories: chains, concurrent heads, missing predecessors, refusals, clocks that are off by years. */
export const histories: fc.Arbitrary<History> = fc
	.tuple(
		fc.nat(),
		fc.array(fc.integer({ min: -700 * DAY, max: 700 * DAY }), { minLength: 3, maxLength: 3 }),
		fc.array(step, { maxLength: 25 })
	)
	.map(([seed, errors, steps]) => play(seed, errors, steps));

/** The items in another order, some of them several times. */
export function shuffledAndDoubled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
	return fc
		.array(fc.constantFrom(...items), { maxLength: items.length })
		.chain((again) => fc.shuffledSubarray([...items, ...again], { minLength: items.length + again.length }));
}
