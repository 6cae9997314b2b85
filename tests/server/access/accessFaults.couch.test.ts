import { describe, expect, test } from 'vitest';
import { setConnector } from '../../../server/outbound/connectors.ts';
import { AccessHouse, MINUTE } from './accessFixture.ts';

const house = AccessHouse.build();
const { block, lift, run, said, holds, state } = house;

describe('an access control that does not do what it should (S17)', () => {
	test.each<[string, { status: number; body?: object }, string]>([
		[
			'200 with a refusal',
			{ status: 200, body: { status: 'refused', reason: 'Karte  unbekannt' } },
			'Karte unbekannt'
		],
		['422', { status: 422, body: { reason: 'Kein Vertrag' } }, 'Kein Vertrag'],
		['400 without words', { status: 400, body: {} }, 'HTTP 400']
	])(
		'refused (%s): said in its words, not tried again, and its lift not told',
		async (_what, answer, words) => {
			const message = await block();
			house.doors.badDays.push(answer);
			await run();
			expect(await said(message)).toEqual(['block requested', `block refused: ${words}`]);
			await lift(message);
			await run();
			expect(house.doors.calls).toEqual([]);
		}
	);

	test('500, 429, a silent one, a wrong address, a redirect: requested, tried again with growing pauses, confirmed once', async () => {
		const message = await block();
		house.doors.badDays.push(
			{ status: 500 },
			{ status: 429, headers: { 'retry-after': '7' } },
			{ status: 200, silent: true },
			{ status: 404 },
			{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }
		);
		const seen: [string | undefined, number][] = [];
		for (let round = 0; round < 5; round += 1) {
			await run();
			const { pausedUntil, lastError } = await state();
			seen.push([lastError?.code, pausedUntil - house.now]);
			expect(await said(message)).toEqual(['block requested']);
			house.now = pausedUntil;
		}
		expect(seen).toEqual([
			['server-error', 15_000],
			['rate-limited', 7_000],
			['timeout', 60_000],
			['wrong-address', 120_000],
			['wrong-address', 240_000]
		]);
		await run();
		expect(await said(message)).toEqual(['block requested', 'block confirmed']);
		expect(new Set(house.doors.calls.map((call) => JSON.stringify(call))).size).toBe(1);
		expect((await state()).lastError).toBeUndefined();
	});

	test('a wrong secret is told to the administrator', async () => {
		const message = await block();
		await setConnector(house.server.ctx.couch, 'access', () => ({
			...house.doors.connector,
			secret: 'ein-anderes-geheimnis'
		}));
		await run();
		expect(await state()).toMatchObject({ lastError: { code: 'key-refused' }, waiting: 1 });
		expect(await said(message)).toEqual(['block requested']);
	});

	test('lifted while the block had not got through: the block is given up, the lift is told', async () => {
		const message = await block();
		house.doors.badDays.push({ status: 503 });
		await run();
		await lift(message);
		house.now += MINUTE;
		await run();
		expect(house.doors.calls.map(({ action }) => action)).toEqual(['lift']);
		expect(await holds(message)).toBe('lift confirmed');
	});

	test('blocked again while the lift had not got through: stays shut', async () => {
		const first = await block();
		await run();
		await lift(first);
		house.doors.badDays.push({ status: 503 });
		await run();
		await block();
		house.now += MINUTE;
		await run();
		expect(house.doors.calls.map(({ action }) => action)).toEqual(['block', 'block']);
		expect(house.doors.locked.size).toBe(1);
	});
});
