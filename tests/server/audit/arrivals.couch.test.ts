import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';

let now = Date.now();
let server: TestServer;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.stop());

describe('the time at which the server took in a fact', () => {
	it('is kept, the first of several; a refused fact has none', async () => {
		const device = await server.device();
		const written = now;
		const [one, two] = ['eins', 'zwei'].map((text) => pushed(messageOf(device.identity, text, written)));
		const refused = { ...pushed(messageOf(device.identity, 'drei', written)), text: 'anders' };
		if (!one || !two) throw new Error('no facts');
		now += 3_600_000;
		const first = new Date(now).toISOString();
		await device.fetch('/db/messages/_bulk_docs', { body: batch(one, refused) });
		now += 60_000;
		await device.fetch('/db/messages/_bulk_docs', { body: batch(one, two) });
		const times = await server.ctx.audit.arrivalsOf([one, two, refused].map(({ _id }) => _id));
		expect([...times].sort()).toEqual(
			[
				[one._id, first],
				[two._id, new Date(now).toISOString()]
			].sort()
		);
		const { arrivals } = await server.ctx.audit.arrivals({ limit: 10 });
		expect(arrivals.map(({ account, facts }) => ({ account, facts }))).toEqual([
			{ account: device.identity.account, facts: [two._id] },
			{ account: device.identity.account, facts: [one._id] }
		]);
	});

	it('costs nothing more where a device sends the same again and again', async () => {
		const device = await server.device();
		const body = batch(pushed(messageOf(device.identity, 'immer wieder')));
		const arrivals = async (): Promise<number> =>
			(await server.ctx.audit.arrivals({ limit: 100 })).arrivals.length;
		const before = await arrivals();
		for (let time = 0; time < 4; time += 1) {
			expect(await (await device.fetch('/db/messages/_bulk_docs', { body })).json()).toEqual([]);
			expect(await arrivals()).toBe(before + 1);
		}
	});

	it('is not a device’s to choose: a good fact under a revision of its own leaves nothing in the audit database', async () => {
		const device = await server.device();
		const fact = pushed(messageOf(device.identity, 'irgendwann'));
		const documents = async (): Promise<number> =>
			(await server.ctx.audit.arrivals({ limit: 100 })).arrivals.length;
		const before = await documents();
		const foreign = '0'.repeat(32);
		for (const wrong of [
			{ ...fact, _rev: `1-${foreign}` },
			{ ...fact, _revisions: { start: 2, ids: [foreign, fact._rev.slice(2)] } }
		]) {
			const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(wrong) });
			expect(await answer.json()).toMatchObject([{ id: fact._id, error: 'forbidden' }]);
			expect(await documents()).toBe(before);
		}
		now += 60_000;
		await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		const times = await server.ctx.audit.arrivalsOf([fact._id]);
		expect(times.get(fact._id)).toBe(new Date(now).toISOString());
	});
});
