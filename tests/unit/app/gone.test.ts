import { beforeEach, describe, expect, it } from 'vitest';
import { blockEndText } from '../../../src/lib/app/blockWords.ts';
import { entryDetails } from '../../../src/lib/app/entryDetails.ts';
import { assigneeText, clockText, personText, timeText } from '../../../src/lib/app/wording.ts';
import { boardBody } from '../../../src/lib/domain/board.ts';
import { messageFact } from '../domain/messages.ts';
import { BERND, NOW, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { SABINE } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
	fixture.app.directory.put([{ _id: 'sites', sites: [] } as never, { _id: 'staff', staff: [] } as never]);
});

describe('a message whose customer, author and site are gone from the directory', () => {
	const gone = () => {
		const fact = messageFact(
			{
				site: 'LNU',
				kind: 'block',
				contact: SABINE,
				text: 'Betrag offen',
				block: { reason: { id: 'gone', name: 'Offener Betrag' }, until: '2026-11-30T23:00:00.000Z' },
				assignee: { kind: 'person', id: '999', name: 'Berger, Nora' }
			},
			writerOf(BERND, NOW)
		);
		fixture.app.log.add([fact]);
		const view = fixture.app.log.message(fact._id, NOW);
		if (!view) throw new Error('no message');
		return view;
	};

	it('still says all that it says, by the names of its time', () => {
		const { app } = fixture;
		const view = gone();
		expect(app.directory.contact('48213')).toBeUndefined();
		expect(personText(view.contact)).toBe(SABINE.name);
		expect(view.fact.author.name).toBe(BERND.name);
		expect(view.assignee && assigneeText(app, view.assignee)).toBe('Berger, Nora');
		expect(app.directory.siteName(view.fact.site)).toBe('LNU');
		expect(timeText(app, view.fact.at, view.fact.site)).toBe('heute 22:41');
		expect(clockText(app, view.fact.at, view.fact.site)).toBe('22:41');
		expect(view.block && blockEndText(app, view.block, view.fact.site)).toBe('bis einschließlich Mo 30.11.');
		const details = entryDetails(app, view);
		expect(details).toContain('LNU');
		expect(details.join()).toContain('Offener Betrag');
	});

	it('is found with its customer, and goes to the board in the same words', () => {
		const view = gone();
		expect(fixture.app.log.messagesOf('48213', NOW).map(({ id }) => id)).toEqual([view.id]);
		const body = boardBody(view, { timeZone: 'Europe/Vienna', site: fixture.app.directory.siteName('LNU') });
		for (const words of ['48213', 'Huber', 'Betrag offen', 'Berger', BERND.name.split(',')[0] ?? '']) {
			expect(body).toContain(words);
		}
	});
});
