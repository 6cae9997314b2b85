import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import { leaveTraces, messageFor, pictureWith, SURNAME } from '../erasure/person.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { type Caller, setUp, signedIn } from './caller.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
	admin = await setUp(server);
});
afterAll(() => server.stop());

describe('the rights of the persons', () => {
	it('all there is on a contact goes out, and where others name them; then it goes', async () => {
		const { message, archived, picture } = await leaveTraces(server, '4711', SURNAME);
		const naming = messageFor(NOW, '4712', 'Nachbarin', `kam mit Quendoline ${SURNAME} herein`);
		const byNumber = messageFor(NOW, '4712', 'Nachbarin', 'hatte die Karte MF4711');
		const another = messageFor(NOW, '4712', 'Nachbarin', 'kam mit Quendoline');
		await writeFacts(server.ctx.couch, [naming, byNumber, another]);
		const answer = await admin.get('/privacy/contacts/4711');
		expect(answer.headers['cache-control']).toBe('no-store');
		const file = answer.json<Record<string, { id: string }[]>>();
		expect(file).toMatchObject({
			ids: ['4711'],
			contacts: [{ id: '4711', last: SURNAME }],
			entries: [{ contact: '4711', site: 'LNU' }],
			pictures: [{ id: picture, data: pictureWith(`${SURNAME} in pixels`).toString('base64') }]
		});
		expect(file.deliveries).toMatchObject([
			{ to: 'board', message: message._id, failure: { reason: `${SURNAME}?` } }
		]);
		const idsOf = (part: string): unknown[] => file[part]?.map(({ id }) => id) ?? [];
		expect(idsOf('subjects').sort()).toEqual(['4711', message._id, archived._id].sort());
		expect(idsOf('mentions').sort()).toEqual([naming._id, byNumber._id].sort());

		const url = '/privacy/contacts/4711/erase';
		const unsure = await admin.post(url, { confirm: '4712', also: [] });
		expect([unsure.statusCode, unsure.json()]).toMatchObject([400, { field: 'confirm' }]);
		const erased = await admin.post(url, { confirm: '4711', also: [naming._id] });
		expect([erased.statusCode, erased.json()]).toEqual([
			200,
			{ contacts: 1, messages: 3, archived: 1, pictures: 1, entries: 1 }
		]);
		const after = (await admin.get('/privacy/contacts/4711')).json<Record<string, unknown>>();
		expect(after).toEqual({
			ids: ['4711'],
			contacts: [],
			subjects: [],
			entries: [],
			pictures: [],
			mentions: [],
			deliveries: []
		});
		const list = await admin.get('/privacy/erasures');
		expect(list.json()).toMatchObject({ erasures: [{ by: 'Berger, Anna', doneAt: NOW }] });
		expect(list.body).not.toContain('4711');
	});

	it('has what a newer server let in, and what is on its way to the access control', async () => {
		const { couch } = server.ctx;
		const about = messageFor(NOW, '4801', 'Neumann, Nora', 'kommt aus der Zukunft');
		const others = messageFor(NOW, '4712', 'Nachbarin', 'kam allein');
		const later = { v: 99, at: about.at, site: 'LNU' };
		const docs = [
			{ ...later, _id: 'later-1', type: 'applauded', about: about._id, how: 'laut' },
			{
				...later,
				_id: 'later-2',
				type: 'message',
				contact: { kind: 'contact', id: '4801', name: 'Neumann' }
			},
			{ ...later, _id: 'later-3', type: 'applauded', about: others._id }
		];
		await writeFacts(couch, [about, others]);
		await couch.db<object>('messages').bulk({ docs });
		const contact = { id: '4801' };
		const delivery = {
			message: others._id,
			attempts: 1,
			next: NOW,
			payload: { id: 'k', action: 'lift', contact }
		};
		await couch.db<object>('private').insert({ _id: `delivery:access:${others._id}`, ...delivery });
		const file = (await admin.get('/privacy/contacts/4801')).json<{
			subjects: { id: string; facts: { _id: string }[] }[];
			deliveries: unknown[];
		}>();
		const facts = file.subjects.map(({ id, facts: its }) => [id, its.map(({ _id }) => _id).sort()]);
		expect(new Map(facts as [string, string[]][])).toEqual(
			new Map([
				[about._id, [about._id, 'later-1'].sort()],
				['later-2', ['later-2']]
			])
		);
		expect(file.subjects.flatMap(({ facts: its }) => its)).toContainEqual(
			expect.objectContaining({ how: 'laut' })
		);
		expect(file.deliveries).toEqual([{ to: 'access', ...delivery }]);
		await admin.post('/privacy/contacts/4801/erase', { confirm: '4801', also: [] });
		const { rows } = await couch.db('messages').fetchRevs({ keys: ['later-1', 'later-2', 'later-3'] });
		expect(rows).toMatchObject([
			{ value: { deleted: true } },
			{ value: { deleted: true } },
			{ id: 'later-3' }
		]);
		expect(rows.at(-1)).not.toMatchObject({ value: { deleted: true } });
	});

	it('is for administrators alone', async () => {
		const lead = await signedIn(server, 'lead');
		expect((await lead.get('/privacy/contacts/4711')).statusCode).toBe(403);
		expect((await lead.post('/privacy/contacts/4711/erase', { confirm: '4711', also: [] })).statusCode).toBe(
			403
		);
	});
});
