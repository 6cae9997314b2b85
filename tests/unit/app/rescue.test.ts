import { expect, it } from 'vitest';
import { rescueName, rescueText } from '../../../src/lib/app/rescue.ts';
import type { OutboxEntry } from '../../../src/lib/data/outboxEntry.ts';
import { refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import { issue } from '../../../src/lib/domain/issue.ts';
import { NOW, writerOf } from '../domain/writer.ts';

const fact = issue(writerOf(), {
	type: 'message',
	site: 'LNU',
	kind: 'internal',
	contact: { kind: 'contact', id: '48213', name: 'Đorđević, Sabine' },
	text: 'Neue Nummer: =HYPERLINK("x") </script>\n\u202e',
	forInformation: true
});
const entry: OutboxEntry = {
	fact,
	stamp: { offset: 0, origin: 0, page: 'p', floor: 0 },
	addedAt: NOW,
	attempted: true,
	refusal: { field: 'text', reason: 'size', status: 403 }
};

it('keeps each fact so that it still proves itself, and why it was denied', () => {
	const file = JSON.parse(rescueText([entry], { identity: undefined, now: NOW, app: '1.2.3' })) as {
		facts: { fact: Record<string, unknown>; refusal: unknown; attempted: boolean }[];
	};
	expect(file).toMatchObject({ format: 'dienstbuch-rescue', v: 1, app: '1.2.3' });
	const [saved] = file.facts;
	expect(saved?.fact).toEqual(fact);
	expect(refusalOfShape(saved?.fact ?? {})).toBeUndefined();
	expect(saved).toMatchObject({ attempted: true, refusal: { reason: 'size' } });
});

it('is named after the time, without signs that a file system refuses', () => {
	expect(rescueName(Date.parse('2026-11-18T21:41:07.250Z'))).toBe('dienstbuch-2026-11-18-2141.json');
});
