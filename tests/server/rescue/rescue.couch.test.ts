import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../../server/accounts/identity.ts';
import { seal } from '../../../src/lib/app/seal.ts';
import { bodyOf } from '../../../src/lib/domain/canonical.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { pictureId } from '../../../src/lib/domain/pictures.ts';
import { Caller, LNU, setUp, signedIn } from '../api/caller.ts';
import { forged, messageOf } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { jpeg } from '../pictures/pictureBytes.ts';

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
});
afterAll(() => server.stop());

/** A tablet that was ended, and the key that the server gave it with the word. */
async function ended(status: 'lost' | 'retired'): Promise<{ identity: Identity; rescueKey: string }> {
	const { identity, cookie } = await server.device(LNU);
	await server.ctx.accounts.setStatus(identity.account, status);
	const answer = await new Caller(server, cookie).get('/device');
	return { identity, rescueKey: answer.json().rescueKey };
}

function fileOf(
	identity: Identity,
	facts: readonly object[],
	pictures: readonly { id: string; bytes: string }[] = []
): object {
	const device = { id: identity.device, label: identity.label, site: identity.site };
	const exported = new Date().toISOString();
	const entries = facts.map((fact) => ({ fact, addedAt: 0, attempted: true }));
	return { format: 'dienstbuch-rescue', v: 1, app: '0.1.0', exported, device, facts: entries, pictures };
}

async function sealedOf(file: object, key: string): Promise<object> {
	const about = { format: 'dienstbuch-rescue-sealed', v: 1, device: 'Tablet', exported: '', count: 1 };
	return { ...about, ...(await seal(JSON.stringify(file), key)) };
}

async function take(file: unknown, write = true, by = admin) {
	const answer = await by.post('/rescue', { file, write });
	return { status: answer.statusCode, ...answer.json() };
}

async function stored({ _id }: Fact): Promise<unknown> {
	const { rows } = await server.ctx.couch.db('messages').fetch({ keys: [_id] });
	const [row] = rows;
	return row && 'doc' in row ? row.doc : undefined;
}

describe('a Sicherungsdatei of a lost device', () => {
	it('is read by the server alone, and its facts stand under the account that wrote them', async () => {
		const { identity, rescueKey } = await ended('lost');
		const fact = messageOf(identity, 'Nur auf dem Tablet');
		const file = await sealedOf(fileOf(identity, [fact]), rescueKey);
		expect(JSON.stringify(file)).not.toContain('Nur auf dem Tablet');
		expect(await take(file)).toMatchObject({
			status: 200,
			device: 'Tablet',
			taken: 1,
			known: 0,
			refused: []
		});
		expect(await stored(fact)).toMatchObject({ ...fact, device: identity.account });
	});

	it('changes nothing when it is read again, or by two servers at once', async () => {
		const { identity, rescueKey } = await ended('lost');
		const facts = ['eins', 'zwei', 'drei'].map((text) => messageOf(identity, text));
		const file = await sealedOf(fileOf(identity, facts), rescueKey);
		const both = await Promise.all([take(file), take(file)]);
		expect(both.map(({ status }) => status)).toEqual([200, 200]);
		expect(await take(file)).toMatchObject({ taken: 0, known: 3 });
		const { rows } = await server.ctx.couch.db('messages').fetchRevs({ keys: facts.map(({ _id }) => _id) });
		expect(rows.map((row) => 'value' in row && row.value.rev.startsWith('1-'))).toEqual([true, true, true]);
	});

	it('is looked at without a trace before it is taken', async () => {
		const { identity, rescueKey } = await ended('retired');
		const fact = messageOf(identity, 'noch nicht');
		const file = await sealedOf(fileOf(identity, [fact]), rescueKey);
		expect(await take(file, false)).toMatchObject({ taken: 1, known: 0 });
		expect(await stored(fact)).toBeUndefined();
	});

	it('brings its pictures', async () => {
		const { identity } = await ended('lost');
		const bytes = jpeg();
		const picture = { id: pictureId(new Uint8Array(bytes)), bytes: Buffer.from(bytes).toString('base64') };
		const wrong = { ...picture, id: 'a'.repeat(26) };
		const report = await take(fileOf(identity, [], [picture, wrong]));
		expect(report).toMatchObject({ taken: 1, refused: [{ type: 'picture', reason: 'picture-mismatch' }] });
		expect((await admin.get(`/pictures/${picture.id}`)).statusCode).toBe(200);
	});

	it('does not bring back what was removed since', async () => {
		const { identity } = await ended('lost');
		const fact = messageOf(identity, 'gelöscht');
		const file = fileOf(identity, [fact]);
		await take(file);
		const db = server.ctx.couch.db('messages');
		const { _rev } = await db.get(fact._id);
		await db.destroy(fact._id, _rev);
		expect(await take(file)).toMatchObject({ taken: 0, known: 1 });
		await expect(db.get(fact._id)).rejects.toMatchObject({ statusCode: 404 });
	});

	it('is written down, without a word of what is in it', async () => {
		const { identity } = await ended('lost');
		await take(fileOf(identity, [messageOf(identity, 'Müller hat …')]));
		const { entries } = await server.ctx.audit.page({ limit: 1 });
		expect(entries[0]).toMatchObject({
			what: 'rescue',
			about: identity.device,
			who: { role: 'admin' },
			detail: { taken: 1, known: 0, refused: 0 }
		});
		expect(JSON.stringify(entries)).not.toContain('Müller');
	});
});

describe('whose facts a file brings', () => {
	it('is said before it is taken in, and who took it in stands beside its arrival', async () => {
		const { identity } = await ended('lost');
		const facts = ['eins', 'zwei'].map((text) => messageOf(identity, text));
		const [{ author } = { author: undefined }] = facts;
		const { identity: chef } = (await admin.get('/device')).json();
		expect(await take(fileOf(identity, facts), false)).toMatchObject({
			sealed: false,
			authors: [{ name: author?.name, role: author?.role, facts: 2 }]
		});
		await take(fileOf(identity, facts));
		const { arrivals } = await server.ctx.audit.arrivals({ limit: 1 });
		expect(arrivals).toMatchObject([{ account: identity.account, rescuedBy: chef.account }]);
	});

	it('is the account that it names, and no other', async () => {
		const [mine, other] = [await ended('lost'), await ended('lost')];
		const [own, foreign] = [messageOf(mine.identity, 'eigen'), messageOf(other.identity, 'fremd')];
		expect(await take(fileOf(mine.identity, [own, foreign]))).toMatchObject({
			taken: 1,
			refused: [{ id: foreign._id, reason: 'device: account' }]
		});
		const { device: _device, ...nameless } = fileOf(other.identity, [foreign]) as Record<string, unknown>;
		expect(await take(nameless)).toMatchObject({ device: '', taken: 0, refused: [{ id: foreign._id }] });
	});

	it('of a personal account is its person, with the role that they have (F12)', async () => {
		const { identity } = (await (await signedIn(server, 'lead')).get('/device')).json();
		const at = Date.now();
		const by = (id: string, role: string) =>
			forged({ ...bodyOf(messageOf(identity, role, at)), author: { id, name: 'Wer', role } }, at);
		const [right, admins, others] = [
			by(identity.staff.id, 'lead'),
			by(identity.staff.id, 'admin'),
			by('jemand', 'staff')
		];
		expect(await take(fileOf(identity, [right, admins, others]))).toMatchObject({
			taken: 1,
			refused: [
				{ id: admins?._id, reason: 'author.role: account' },
				{ id: others?._id, reason: 'author.id: account' }
			]
		});
	});
});

describe('what does not hold', () => {
	it('is refused one by one, by the checks that a device goes through', async () => {
		const { identity } = await ended('lost');
		const good = messageOf(identity, 'gut');
		const { _id, ...body } = messageOf(identity, 'verändert');
		const stranger = messageOf({ device: 'd-nobodyknows' }, 'fremd');
		const soon = Date.now() + 3_600_000;
		const tomorrow = messageOf(identity, 'später', soon);
		const servers = forged(
			{ ...body, author: { id: 'server', name: 'x', role: 'server' } },
			Date.parse(body.at)
		);
		const facts = [good, { ...body, _id, text: 'anders' }, stranger, tomorrow, servers, { _id: 'x' }];
		expect(await take(fileOf(identity, facts))).toMatchObject({
			taken: 1,
			refused: [
				{ id: _id, reason: '_id: hash' },
				{ id: stranger._id, reason: 'device: account' },
				{ id: tomorrow._id, reason: 'at: time' },
				{ id: servers._id, reason: 'author.role: account' },
				{ id: 'x', reason: 'type: unknown' }
			]
		});
	});

	it.each([
		['no file of ours', () => ({ format: 'something' }), 'form'],
		['null', () => null, 'form'],
		['text', () => 'Hallo', 'form'],
		[
			'a file for another server',
			async () => {
				const other = await startTestServer();
				const { identity, cookie } = await other.device(LNU);
				await other.ctx.accounts.setStatus(identity.account, 'lost');
				const { rescueKey } = (await new Caller(other, cookie).get('/device')).json();
				await other.stop();
				return sealedOf(fileOf(identity, []), rescueKey);
			},
			'key'
		],
		[
			'a file that was changed',
			async () => {
				const { identity, rescueKey } = await ended('lost');
				return { ...(await sealedOf(fileOf(identity, []), rescueKey)), data: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
			},
			'key'
		]
	])('%s is said to be none', async (_what, file, reason) => {
		expect(await take(await file())).toMatchObject({ status: 422, code: 'rescue-unreadable', reason });
	});

	it('nobody but an administrator may', async () => {
		const { identity } = await ended('lost');
		for (const role of ['staff', 'lead', 'office'] as const) {
			const caller = await signedIn(server, role);
			expect(await take(fileOf(identity, []), true, caller)).toMatchObject({ status: 403 });
		}
	});
});

it('the key is the same after a restart, and is there before anybody asks', async () => {
	const before = await server.ctx.couch.db('private').get('rescue-key');
	await server.restart();
	expect(await server.ctx.couch.db('private').get('rescue-key')).toEqual(before);
});
