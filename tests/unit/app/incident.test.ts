import { beforeEach, describe, expect, it } from 'vitest';
import { IncidentForm } from '../../../src/lib/app/incident.svelte.ts';
import type { QuickReason } from '../../../src/lib/domain/directory.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import { DAY, HOUR, MINUTE, NOW } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf, LEAD_OF_URFAHR, SABINE, SIMON } from './checkFixture.ts';

let fixture: AppFixture;
let check: () => CheckView;

function reason(id: string): QuickReason {
	const found = fixture.app.directory.quickReasons.find((one) => one.id === id);
	if (!found) throw new Error(`no quick reason ${id}`);
	return found;
}

const messages = () => fixture.written.filter((fact) => fact.type === 'message');
const open = (person = SABINE) => new IncidentForm(fixture.app, check, person);
const stored = ({ id }: IncidentForm) => fixture.app.drafts.find(`check:${check().id}/${id}`);

beforeEach(async () => {
	fixture = await appFixture();
	check = await checkOf(fixture);
});

describe('the time of an incident in a live check (rule C4)', () => {
	async function savedAt(clock?: string) {
		check = await checkOf(fixture, { mode: 'live' });
		const form = open();
		form.text = 'Lässt einen Freund hinein';
		form.clock = clock ?? form.clock;
		await form.save();
		return fixture.byClock;
	}

	it('is known as read off the clock where nobody typed it', async () => {
		expect(await savedAt()).toEqual(['footageAt']);
	});

	it('is known as typed where somebody did', async () => {
		expect(await savedAt('00:01')).toEqual([]);
	});
});

describe('an incident of a recording', () => {
	it('is saved with a person, a quick reason and nothing else', async () => {
		const form = open();
		form.takeReason(reason('second'));
		expect((await form.save()).ok).toBe(true);
		expect(messages()).toMatchObject([
			{
				kind: 'camera',
				check: check().id,
				site: 'LNU',
				contact: SABINE,
				text: 'Weitere Person eingelassen',
				rule: { id: '9.2', name: 'Keine weiteren Personen einlassen' },
				assignee: LEAD_OF_URFAHR,
				forInformation: true,
				footageAt: '2026-11-18T13:00:00.000Z'
			}
		]);
	});

	it('begins at the time of the last incident, and goes back to it', async () => {
		const first = open();
		first.clock = '14:32';
		first.text = 'Lässt einen Freund hinein';
		await first.save();
		const second = open(SIMON);
		expect([second.day, second.clock]).toEqual(['2026-11-18', '14:32']);
		second.clock = '15:00';
		second.takeLast();
		expect(second.clock).toBe('14:32');
	});

	it('becomes a task of the check’s assignee where it is not for information', async () => {
		const form = open();
		form.text = 'Karte einbehalten?';
		form.forInformation = false;
		await form.save();
		expect(messages()).toMatchObject([{ forInformation: false, assignee: LEAD_OF_URFAHR }]);
	});

	it('says what is missing only once somebody tried to save, until it is mended', async () => {
		const form = open();
		form.clock = '';
		expect(form.problem('text')).toBeUndefined();
		const result = await form.save();
		expect(result.ok).toBe(false);
		expect(form.problem('text')?.problem).toBe('missing');
		expect(form.problem('footageAt')?.problem).toBe('missing');
		form.text = 'Etwas';
		expect(form.problem('text')).toBeUndefined();
		form.clock = '14:10';
		expect((await form.save()).ok).toBe(true);
	});

	it('takes a time outside the recording, and says so; none in the future', () => {
		const form = open();
		expect(form.outside).toBe(false);
		form.clock = '13:59';
		expect(form.outside).toBe(true);
		form.text = 'Etwas';
		expect(form.problems).toEqual([]);
		form.clock = '23:59';
		expect(form.problems).toEqual([{ field: 'footageAt', problem: 'in-the-future' }]);
	});
});

describe('the day of the footage', () => {
	it('can be chosen where the period crosses midnight', async () => {
		check = await checkOf(fixture, { from: '2026-11-17T13:00:00.000Z', until: '2026-11-18T05:00:00.000Z' });
		const form = open();
		expect(form.days).toEqual(['2026-11-17', '2026-11-18']);
		form.day = '2026-11-18';
		form.clock = '00:30';
		expect(form.input.footageAt).toBe('2026-11-17T23:30:00.000Z');
	});

	it('is not that of the midnight at which the period ends', async () => {
		check = await checkOf(fixture, { from: '2026-11-17T13:00:00.000Z', until: '2026-11-17T23:00:00.000Z' });
		expect(open().days).toEqual(['2026-11-17']);
	});

	it('is today in a live check, and yesterday too where it was begun then', async () => {
		check = await checkOf(fixture, { mode: 'live' });
		expect(open().days).toEqual(['2026-11-18']);
		fixture.now = NOW + 2 * HOUR;
		fixture.app.clock.tick();
		expect(open().days).toEqual(['2026-11-18', '2026-11-19']);
		fixture.now = NOW + 20 * DAY;
		fixture.app.clock.tick();
		expect(open().days).toHaveLength(2);
	});
});

it('a live incident has the time at which it is begun, and "jetzt" takes the present', async () => {
	check = await checkOf(fixture, { mode: 'live' });
	const form = open();
	expect(form.clock).toBe('22:41');
	fixture.now = NOW + 3 * MINUTE;
	expect(form.clock).toBe('22:41');
	form.takeNow();
	expect(form.clock).toBe('22:44');
	expect(form.problems.filter(({ field }) => field === 'footageAt')).toEqual([]);
});

describe('quick reasons', () => {
	it('replace one another, with their rules', () => {
		const form = open();
		form.takeReason(reason('second'));
		form.takeReason(reason('odd'));
		expect(form.text).toBe('Auffälliges Verhalten');
		expect(form.rule).toBeUndefined();
	});

	it('are put behind what somebody typed, and leave its rule', () => {
		const form = open();
		form.takeRule({ id: '9.1', title: 'Zutritt nur mit der eigenen Karte' }, 'Verstoß gegen 9.1');
		form.text = 'Zweimal hintereinander.';
		form.takeReason(reason('odd'));
		form.takeReason(reason('odd'));
		expect(form.text).toBe('Zweimal hintereinander. Auffälliges Verhalten');
		expect(form.rule?.id).toBe('9.1');
	});

	it('another rule fills an empty text alone', () => {
		const form = open();
		form.takeRule({ id: '9.1', title: 'Karte' }, 'Verstoß gegen 9.1');
		expect(form.text).toBe('Verstoß gegen 9.1');
		form.text = 'Fremde Karte';
		form.takeRule({ id: '9.2', title: 'Personen' }, 'Verstoß gegen 9.2');
		expect([form.text, form.rule?.id]).toEqual(['Fremde Karte', '9.2']);
	});
});

describe('saving', () => {
	it('twice at once writes once', async () => {
		const form = open();
		form.text = 'Etwas';
		const results = await Promise.all([form.save(), form.save()]);
		await form.save();
		expect(results[0]).toBe(results[1]);
		expect(messages()).toHaveLength(1);
	});

	it('in two windows gives the message of the first; another person or text is one of its own', async () => {
		const form = open();
		form.text = 'Etwas';
		const [same, other] = [1, 2].map(() => IncidentForm.resumed(fixture.app, check, form.draft));
		const first = await form.save();
		expect(await same?.save()).toEqual(first);
		expect(messages()).toHaveLength(1);
		if (other) other.contact = SIMON;
		await other?.save();
		expect(messages()).toMatchObject([{ contact: SABINE }, { contact: SIMON }]);
	});

	it('that failed keeps the draft and can be tried again', async () => {
		const form = open();
		form.text = 'Etwas';
		form.keep();
		fixture.failure = new Error('full');
		await expect(form.save()).rejects.toThrow('full');
		expect((await stored(form))?.draft.text).toBe('Etwas');
		fixture.failure = undefined;
		expect((await form.save()).ok).toBe(true);
		expect(await stored(form)).toBeUndefined();
	});

	it('drops the draft for good, whatever is still kept meanwhile', async () => {
		const form = open();
		form.text = 'Etwas';
		form.keep();
		const saving = form.save();
		form.keep();
		await saving;
		form.keep();
		expect(await stored(form)).toBeUndefined();
	});
});

it('a draft is gone on with as it was', async () => {
	const form = open({ kind: 'unknown', name: 'männlich, rote Jacke' });
	form.takeReason(reason('second'));
	form.clock = '15:07';
	form.forInformation = false;
	form.keep();
	const draft = (await stored(form))?.draft;
	if (!draft) throw new Error('no draft');
	const resumed = IncidentForm.resumed(fixture.app, check, draft);
	expect(resumed.draft).toEqual(form.draft);
	resumed.takeReason(reason('odd'));
	expect(resumed.text).toBe('Auffälliges Verhalten');
});

describe('the night in which the clocks are put back', () => {
	const FIRST = '2026-10-25T00:45:00.000Z';
	const SECOND = '2026-10-25T01:45:00.000Z';

	it('has the second 02:45 in a live check, also after a reload and for a clock typed near it', async () => {
		fixture.now = Date.parse(SECOND);
		fixture.app.clock.tick();
		check = await checkOf(fixture, { mode: 'live' });
		fixture.now = Date.parse(SECOND);
		const form = open();
		expect([form.clock, form.second, form.footageAt]).toEqual(['02:45', true, SECOND]);
		const again = IncidentForm.resumed(fixture.app, check, form.draft);
		expect(again.footageAt).toBe(SECOND);
		form.clock = '02:40';
		expect(form.footageAt).toBe('2026-10-25T01:40:00.000Z');
		fixture.now = Date.parse(FIRST);
		form.takeNow();
		expect([form.clock, form.second, form.footageAt]).toEqual(['02:45', false, FIRST]);
	});

	it('can be told apart in a recording that has both, and goes on "wie zuletzt"', async () => {
		fixture.now = Date.parse('2026-10-25T06:00:00.000Z');
		check = await checkOf(fixture, { from: '2026-10-24T20:00:00.000Z', until: '2026-10-25T05:00:00.000Z' });
		const form = open();
		form.day = '2026-10-25';
		form.clock = '02:45';
		expect([form.second, form.footageAt]).toEqual([false, FIRST]);
		form.takeOther();
		expect([form.second, form.footageAt]).toEqual([true, SECOND]);
		form.text = 'Etwas';
		expect((await form.save()).ok).toBe(true);
		expect(open(SIMON).footageAt).toBe(SECOND);
		form.takeOther();
		expect(form.footageAt).toBe(FIRST);
	});

	it('means the one within the recording', async () => {
		fixture.now = Date.parse('2026-10-25T06:00:00.000Z');
		check = await checkOf(fixture, { from: SECOND, until: '2026-10-25T05:00:00.000Z' });
		const form = open();
		form.clock = '03:30';
		form.clock = '02:50';
		expect(form.footageAt).toBe('2026-10-25T01:50:00.000Z');
	});
});
