import { describe, expect, test } from 'vitest';
import { fileCheck, startCheck } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { checkView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { messageFact, valueOf, WELS } from '../messages.ts';
import { ANNA, BERND, NOW, subjectFrom, writerOf } from '../writer.ts';

const check = valueOf(startCheck(writerOf(), { site: 'WEL', mode: 'live', assignee: WELS }));
const file = (author: typeof ANNA, at: number, summary: string) =>
	valueOf(fileCheck(writerOf(author, at), subjectFrom(check), { outcome: 'incidents', summary }));

describe('the camera check as the screens show it', () => {
	test('S11b runs until it is filed; anyone on duty may', () => {
		expect(checkView(subjectFrom(check))).toEqual({
			id: check._id,
			fact: check,
			site: 'WEL',
			startedBy: ANNA,
			assignee: WELS,
			state: 'running',
			filed: undefined
		});
		const filed = file(BERND, NOW + 1, 'Eine Begleitperson.');
		expect(checkView(subjectFrom(check, filed))).toMatchObject({ state: 'filed', filed });
	});

	test('R4 filed by two at once: both stay, the later is shown', () => {
		const [later, earlier] = [file(ANNA, NOW + 2, 'B'), file(BERND, NOW + 1, 'A')];
		const subject = subjectFrom(check, later, earlier);
		expect(checkView(subject)?.filed).toEqual(later);
		expect(subject.facts).toHaveLength(3);
	});

	test('R7 shows nothing before its beginning has arrived, nor of a message', () => {
		expect(checkView(undefined)).toBeUndefined();
		expect(checkView(foldSubject(check._id, [file(ANNA, NOW, 'A')]))).toBeUndefined();
		expect(checkView(subjectFrom(messageFact()))).toBeUndefined();
	});
});
