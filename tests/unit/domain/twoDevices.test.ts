import { describe, expect, test } from 'vitest';
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
import { fileCheck, startCheck } from '../../../src/lib/domain/commands/cameraCheck.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../../src/lib/domain/fold.ts';
import type { Writer } from '../../../src/lib/domain/issue.ts';
import { Log } from '../../../src/lib/domain/log.ts';
import { checkView } from '../../../src/lib/domain/views/cameraCheck.ts';
import { messageView } from '../../../src/lib/domain/views/message.ts';
import { messageFact, REASON, valueOf, WELS } from './messages.ts';
import { ANNA, LEAD, MINUTE, NOW, writerOf } from './writer.ts';

const message = messageFact({ kind: 'block', block: { reason: REASON } });
const check = valueOf(startCheck(writerOf(), { site: 'WEL', mode: 'live', assignee: WELS }));

type Deed = (writer: Writer, subject: Subject, device: number) => Fact;
const person = (device: number) => ({ kind: 'person', id: `p${device}`, name: `Person ${device}` }) as const;

const ABOUT_MESSAGE: Record<string, Deed> = {
	'S3 done': completeMessage,
	'S3 reopened': reopenMessage,
	'S9 given to somebody else': (writer, subject, at) => reassignMessage(writer, subject, person(at)),
	'S2 withdrawn': (writer, subject, at) => valueOf(withdrawMessage(writer, subject, `Irrtum ${at}`)),
	'S17 lifted': (writer, subject, at) => liftBlock(writer, subject, `Grund ${at}`),
	'S11b identified': (writer, subject, at) =>
		identifyPerson(writer, subject, { kind: 'contact', id: `c${at}`, name: `Kunde ${at}` }),
	'S11b assigned to a check': (writer, subject, at) =>
		assignToCheck(writer, subject, at ? check._id : undefined),
	'S16 transferred': (writer, subject, at) =>
		markTransferred(writer, subject, `https://board.example/t/${at}`),
	'S19 decided for the board': (writer, subject, at) => decideBoard(writer, subject, at === 1),
	'S20 archived or restored': (writer, subject, at) => archiveMessage(writer, subject, at === 1),
	'S11b a picture attached': (writer, subject) =>
		attachPicture(writer, subject, {
			picture: 'p',
			mediaType: 'image/jpeg',
			bytes: 9,
			width: 1,
			height: 1,
			evidence: 'x'
		})
};

const ABOUT_CHECK: Record<string, Deed> = {
	'S11b filed': (writer, subject, at) =>
		valueOf(
			fileCheck(writer, subject, {
				outcome: at ? 'incidents' : 'none',
				summary: 'Eine.',
				persons: at,
				task: WELS
			})
		),
	'its task done': completeMessage,
	'its task given to somebody else': (writer, subject, at) => reassignMessage(writer, subject, person(at))
};

/** Two devices that know the same, each with its own clock, do something without network. Then each hears of the other. */
function bothDo(root: Fact, deeds: readonly [Deed, Deed]): [Subject, Subject] {
	const logs = [new Log(), new Log()] as const;
	for (const log of logs) log.add([root]);
	const authors = [LEAD, ANNA];
	const written = deeds.map((deed, at) => {
		const writer = writerOf(authors[at], NOW + (at ? -7 : 3) * MINUTE, `tablet-${at}`);
		const fact = deed(writer, logs[at as 0 | 1].subject(root._id) as Subject, at);
		logs[at as 0 | 1].add([fact]);
		return fact;
	});
	logs[0].add(written);
	logs[1].add(written);
	return [logs[0].subject(root._id) as Subject, logs[1].subject(root._id) as Subject];
}

const pairs = (deeds: Record<string, Deed>) =>
	Object.entries(deeds).flatMap(([one, first]) =>
		Object.entries(deeds).map(([other, second]) => [one, other, [first, second] as const] as const)
	);

describe('R1 two devices at once end in the same state', () => {
	test.each(pairs(ABOUT_MESSAGE))('%s, and %s', (_one, _other, deeds) => {
		const [here, there] = bothDo(message, deeds);
		expect(messageView(here, NOW)).toEqual(messageView(there, NOW));
		expect(here.facts).toHaveLength(3);
	});

	test.each(pairs(ABOUT_CHECK))('%s, and %s', (_one, _other, deeds) => {
		const [here, there] = bothDo(check, deeds);
		expect(checkView(here)).toEqual(checkView(there));
		expect(here.facts).toHaveLength(3);
	});

	test('S11b a picture that both attach is shown once', () => {
		const attach = ABOUT_MESSAGE['S11b a picture attached'] ?? never();
		const [here] = bothDo(message, [attach, attach]);
		expect(messageView(here, NOW)?.pictures).toHaveLength(1);
	});

	test('S17 a block that both lift is lifted once, by who was earlier', () => {
		const lift = ABOUT_MESSAGE['S17 lifted'] ?? never();
		const [here] = bothDo(message, [lift, lift]);
		expect(messageView(here, NOW)?.block?.lifted?.by).toEqual(ANNA);
	});
});

function never(): never {
	throw new Error('no such deed');
}
