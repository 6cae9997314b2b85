import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allAssignees, assigneeOptions } from '../../../src/lib/app/assignees.ts';
import { blockStart } from '../../../src/lib/app/blockStart.ts';
import { leadOf } from '../../../src/lib/app/blocks.ts';
import { suggestedSummary } from '../../../src/lib/app/checkWords.ts';
import { entryPerson } from '../../../src/lib/app/entryPersons.ts';
import { presetReason } from '../../../src/lib/app/pictures/presetReason.ts';
import { assigneeText } from '../../../src/lib/app/wording.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import type { MessageView } from '../../../src/lib/domain/views/message.ts';
import { baseLocale, getLocale, overwriteGetLocale } from '../../../src/lib/paraglide/runtime.js';
import { messageFact } from '../domain/messages.ts';
import { NOW } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { LEAD_OF_URFAHR, SABINE } from './checkFixture.ts';

const asBefore = getLocale;
let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
	overwriteGetLocale(() => 'en');
});
afterEach(() => overwriteGetLocale(asBefore));

function saved(changes: Parameters<typeof messageFact>[0]): MessageView {
	const fact = messageFact({ site: 'LNU', contact: SABINE, ...changes });
	fixture.app.log.add([fact]);
	const view = fixture.app.log.message(fact._id, NOW);
	if (!view) throw new Error('no message');
	return view;
}

describe('what goes into facts while the app is read in English', () => {
	it('is in the language of the log, and says no day that is another tomorrow', () => {
		expect(baseLocale).toBe('de');
		expect(allAssignees(fixture.app)).toContainEqual(LEAD_OF_URFAHR);
		expect(leadOf(fixture.app, 'LNU')).toEqual(LEAD_OF_URFAHR);
		expect(presetReason('camera')).toBe('Vorkommnis einer Kamerakontrolle');
		const incident = saved({ kind: 'camera', footageAt: new Date(NOW - 60_000).toISOString() });
		expect(blockStart(fixture.app, incident).filled?.text).toMatch(
			/^Gesperrt wegen Vorfall vom 18\.11\.2026 \d\d:\d\d, Linz Urfahr: /
		);
	});

	it('names who is unknown in it, too', () => {
		const event = {
			at: new Date(NOW).toISOString(),
			terminal: 'Drehkreuz',
			card: 'MF1',
			contact: '',
			name: ''
		};
		const { person } = entryPerson(fixture.app, { ...event, visit: 'home', way: 'terminal' } as never, 'LNU');
		expect(person).toEqual({ kind: 'unknown', name: 'Karte MF1' });
		const incident = saved({ kind: 'camera', contact: { kind: 'unknown', name: '' }, text: 'Läuft weg' });
		const check = { site: 'LNU', fact: { mode: 'live', at: new Date(NOW - 60_000).toISOString() } };
		expect(suggestedSummary(fixture.app, check as CheckView, [incident])).toMatch(
			/^\d\d:\d\d Unbekannte Person: Läuft weg$/
		);
	});
});

describe('the lead of a studio', () => {
	it('is shown, and found, in the language of who reads, whatever the fact says', () => {
		const assignee = { kind: 'lead', id: 'WEL', name: 'Leitung Wels' } as const;
		expect(assigneeText(fixture.app, assignee)).toBe('Lead of Wels');
		const [found] = assigneeOptions(fixture.app, 'lead of we', undefined, 'LNU');
		expect(found).toMatchObject({ label: 'Lead of Wels', assignee });
		overwriteGetLocale(() => 'de');
		expect(assigneeText(fixture.app, { ...assignee, name: 'Lead of Wels' })).toBe('Leitung Wels');
	});

	it('keeps the name of the fact where the studio is gone from the directory', () => {
		const assignee = { kind: 'lead', id: 'GONE', name: 'Leitung Steyr' } as const;
		expect(assigneeText(fixture.app, assignee)).toBe('Leitung Steyr');
	});
});
