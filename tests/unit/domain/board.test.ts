import { describe, expect, test } from 'vitest';
import { boardBody, boardPerson, boardTitle, goesToBoard } from '../../../src/lib/domain/board.ts';
import {
	archiveMessage,
	decideBoard,
	markTransferred,
	withdrawMessage
} from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../../src/lib/domain/fold.ts';
import { messageView } from '../../../src/lib/domain/views/message.ts';
import { messageFact, RULE, valueOf } from './messages.ts';
import { LEAD, NOW, subjectFrom, writerOf } from './writer.ts';

const VIENNA = { timeZone: 'Europe/Vienna', site: 'Wels' };

function viewOf(changes: Partial<MessageInput> = {}, ...then: ((message: Subject) => Fact)[]) {
	const root = messageFact(changes);
	const view = messageView(subjectFrom(root, ...then.map((fact) => fact(subjectFrom(root)))), NOW);
	if (!view) throw new Error('no message');
	return view;
}

describe('what goes over (S19)', () => {
	const kinds = ['violation', 'feedback'] as const;
	const feedback: Partial<MessageInput> = { kind: 'feedback', channel: 'phone' };

	test.each<[string, ReturnType<typeof viewOf>, boolean]>([
		['a kind of the settings', viewOf(feedback), true],
		['another kind', viewOf(), false],
		['another kind with the tick', viewOf({ board: true }), true],
		['a kind of the settings without the tick', viewOf({ ...feedback, board: false }), false],
		['what was decided since', viewOf({ board: false }, (it) => decideBoard(writerOf(), it, true)), true],
		['decided against', viewOf(feedback, (it) => decideBoard(writerOf(), it, false)), false],
		['what went', viewOf(feedback, (it) => markTransferred(writerOf(), it)), false],
		['withdrawn', viewOf(feedback, (it) => valueOf(withdrawMessage(writerOf(), it, 'Irrtum'))), false],
		['archived', viewOf(feedback, (it) => archiveMessage(writerOf(LEAD), it, true)), false]
	])('%s', (_what, view, goes) => expect(goesToBoard(view, kinds)).toBe(goes));
});

describe('title and text of the post (S7, S16)', () => {
	test('KundenID and name, then what tells one post from another', () => {
		expect(boardTitle(viewOf(), VIENNA)).toBe(
			'104711 Đorđević, Mila · Interne Kundenmitteilung, 18.11.2026 22:41'
		);
		expect(boardTitle(viewOf(), VIENNA, true)).toMatch(/22:41 \([a-z2-7]{6}\)$/);
	});

	test('somebody who is not in the directory has no KundenID', () => {
		expect(boardPerson({ kind: 'named', name: 'Frau  Maier' })).toBe('Frau Maier');
		expect(boardPerson({ kind: 'unknown', name: '' })).toBe('Unbekannte Person');
	});

	test('a title has 15 to 255 characters, however long or short the name', () => {
		for (const name of ['X', 'ü'.repeat(200)]) {
			for (const again of [true, false]) {
				const contact = { kind: 'contact' as const, id: '9'.repeat(64), name };
				const { length } = boardTitle(
					viewOf({ contact, kind: 'violation', rule: RULE }),
					{ timeZone: 'Europe/Vienna' },
					again
				);
				expect(length).toBeGreaterThanOrEqual(15);
				expect(length).toBeLessThanOrEqual(255);
			}
		}
	});

	test('the text says who, where, what and by whom, and is never too short for the board', () => {
		const body = boardBody(viewOf({ text: '!', kind: 'violation', rule: RULE }), VIENNA);
		expect(body).toContain('- **Kundenmitteilung für:** 104711 Đorđević, Mila');
		expect(body).toContain('- **Standort:** Wels');
		expect(body).toContain(`- **Hausordnung:** ${RULE.name}`);
		expect(body).toContain('- **Mitarbeitereingabe:** Huber, Anna, 18.11.2026 22:41');
		expect(body.length).toBeGreaterThan(20);
	});

	test('what somebody typed does nothing there', () => {
		const text = '@all <b onclick=x>Hallo</b>\n# Titel\n[poll]\n[/poll]';
		const body = boardBody(viewOf({ text }), VIENNA);
		expect(body).not.toContain('@all');
		expect(body).not.toMatch(/(?<!\\)</);
		expect(body).not.toMatch(/(?<!\\)\[/);
		expect(body).not.toMatch(/^#/m);
	});
});
