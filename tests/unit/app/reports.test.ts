import { beforeEach, describe, expect, test } from 'vitest';
import { archivedMessage } from '../../../src/lib/app/archivedMessage.ts';
import { enterCheck } from '../../../src/lib/app/checkCommands.ts';
import { reportFilterOf } from '../../../src/lib/app/reportFilter.ts';
import { Reports } from '../../../src/lib/app/reports.svelte.ts';
import { withdrawMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import { issue } from '../../../src/lib/domain/issue.ts';
import { messageFact, RULE, valueOf } from '../domain/messages.ts';
import { ANNA, DAY, NOW, subjectFrom, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
});

function reports(query: string): Reports {
	const filter = reportFilterOf(new URLSearchParams(query));
	return new Reports(fixture.app, () => filter);
}

function violation(daysAgo: number, site = 'LNU'): MessageFact {
	return messageFact({ kind: 'violation', rule: RULE, site }, writerOf(ANNA, NOW - daysAgo * DAY));
}

describe('reports', () => {
	test('count what is in the log, and what is withdrawn no longer', () => {
		const { log } = fixture.app;
		expect(reports('?period=7-days').messages?.total).toBe(0);
		const fact = violation(1);
		log.add([fact, violation(6), violation(7)]);
		expect(reports('?period=7-days').messages?.total).toBe(2);
		expect(reports('?period=30-days').messages?.total).toBe(3);
		expect(reports('?period=7-days&site=WEL').messages?.total).toBe(0);
		log.add([valueOf(withdrawMessage(writerOf(ANNA, NOW), subjectFrom(fact), 'Irrtum'))]);
		expect(reports('?period=7-days').messages?.total).toBe(1);
	});

	test('count nothing while the days that are typed are no period', () => {
		fixture.app.log.add([violation(1)]);
		const none = reports('?from=2026-11-20&until=2026-11-01');
		expect([none.period, none.messages, none.checks, none.promotions]).toEqual([
			undefined,
			undefined,
			[],
			[]
		]);
	});

	test('a camera check is late once its day at the studio is over (S11b)', async () => {
		await checkOf(fixture);
		expect(reports('').checks).toMatchObject([{ site: 'LNU', outcomes: { open: 1 } }]);
		fixture.now += DAY;
		fixture.app.clock.tick();
		expect(reports('').checks).toMatchObject([{ outcomes: { open: 0, overdue: 1 } }]);
	});

	test('a camera check that was filed the same day is in time (S11b)', async () => {
		const check = await checkOf(fixture);
		await enterCheck(fixture.app, check().id, { outcome: 'none', summary: '' });
		expect(reports('').checks).toMatchObject([{ total: 1, outcomes: { onTime: 1 } }]);
	});

	test('repeat offenders are counted as on the contact’s own screen', () => {
		const { log } = fixture.app;
		log.add([violation(1), violation(300), violation(366)]);
		const [first] = reports('?period=7-days').offenders;
		expect(first).toMatchObject({ contact: '104711', violations: 2 });
		expect(first?.violations).toBe(log.violationsOf('104711', NOW));
	});

	test('what customers said to promotions is found wherever it stands (S14)', () => {
		const promotion = { id: 'sauna', name: 'Sauna' };
		const said = issue(writerOf(), {
			type: 'promotionAnswered',
			about: '104711',
			site: 'LNU',
			promotion,
			answer: 'interested'
		});
		fixture.app.log.add([said, violation(1)]);
		expect(reports('').promotions).toMatchObject([{ promotion, total: 1, interested: 1 }]);
		fixture.app.log.remove([said]);
		expect(reports('').promotions).toEqual([]);
	});

	test('count archived messages that they are given, those that are on this device only once', () => {
		const restored = violation(2);
		fixture.app.log.add([restored]);
		const archived = [violation(1), violation(6), violation(20), restored].flatMap(
			(fact) => archivedMessage([fact], 0)?.view ?? []
		);
		const filter = reportFilterOf(new URLSearchParams('?period=7-days'));
		const withArchive = new Reports(
			fixture.app,
			() => filter,
			() => archived
		);
		expect(withArchive.messages?.total).toBe(3);
	});

	test('say where the archive begins', () => {
		expect(reports('?period=90-days').reachesArchive).toBe(false);
		expect(reports('?period=12-months').reachesArchive).toBe(true);
	});
});
