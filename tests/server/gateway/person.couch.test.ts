/** What a personal account may write (rule F12): asked of the gateway, and of the database past it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../../server/accounts/identity.ts';
import { passwordOf } from '../../../server/couchdb/accountUsers.ts';
import { SESSION_COOKIE } from '../../../server/session.ts';
import { bodyOf } from '../../../src/lib/domain/canonical.ts';
import type { Role } from '../../../src/lib/domain/directory.ts';
import { batch, forged, messageOf, type Pushed } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';

let server: TestServer;
let cookie: string;
let identity: Identity;
beforeAll(async () => {
	server = await startTestServer();
	const { accounts } = server.ctx;
	const account = await accounts.createPersonAccount({
		username: 'lio',
		password: 'ein langer Satz',
		staff: { id: '101', name: 'Spinner, Lio' },
		role: 'lead',
		site: { id: 'LNU', name: 'Linz Urfahr' }
	});
	const token = await accounts.issueToken(account);
	cookie = `${SESSION_COOKIE}=${token}`;
	const session = await accounts.sessionOfToken(token);
	if (!session) throw new Error('no session');
	({ identity } = session);
});
afterAll(() => server.stop());

type Door = 'gateway' | 'database';

async function send(door: Door, docs: readonly Pushed[]): Promise<string[]> {
	const { couch, database } = server.ctx;
	const { account } = identity;
	const password = passwordOf(database.secret, account);
	const basic = `Basic ${Buffer.from(`${account}:${password}`).toString('base64')}`;
	const [url, auth] =
		door === 'gateway'
			? [`${server.url}/db/messages`, { cookie }]
			: [`${couch.origin}/${couch.nameOf('messages')}`, { authorization: basic }];
	const answer = await fetch(`${url}/_bulk_docs`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...(auth as Record<string, string>) },
		body: JSON.stringify(batch(...docs))
	});
	expect(answer.status).toBe(201);
	const results = (await answer.json()) as { error?: string; reason?: string }[];
	return results.flatMap(({ error, reason }) => (error ? [reason ?? ''] : []));
}

function by(id: string, role: Role): Pushed {
	const at = Date.now();
	const fact = messageOf(identity, 'Text', at);
	return forged({ ...bodyOf(fact), author: { id, name: 'Wer auch immer', role } }, at);
}

describe.each(['gateway', 'database'] as const)('asked of the %s, a personal account', (door) => {
	it('writes as its person, with their role or less', async () => {
		expect(await send(door, [by('101', 'lead'), by('101', 'staff')])).toEqual([]);
	});

	it('writes with no more than its role', async () => {
		expect(await send(door, [by('101', 'admin')])).toEqual(['author.role: account']);
		expect(await send(door, [by('101', 'office')])).toEqual(['author.role: account']);
	});

	it('writes as nobody else', async () => {
		expect(await send(door, [by('100', 'staff'), by('101', 'lead')])).toEqual(['author.id: account']);
	});

	it('who has left sends what they had written, and nothing with authority from then on', async () => {
		const gone = { id: '101', first: 'Lio', last: 'Spinner', sites: [], role: 'lead' as const, gone: true };
		const { accounts } = server.ctx;
		await accounts.createPersonAccount({
			username: `chef an der ${door}`,
			password: 'noch ein langer Satz',
			staff: { id: `chef ${door}`, name: 'Chef' },
			role: 'admin',
			site: { id: 'LNU', name: 'Linz Urfahr' }
		});
		const before = by('101', 'lead');
		await accounts.followStaff([gone]);
		const after = Date.now() + 1000;
		const late = (role: Role): Pushed => {
			const fact = messageOf(identity, 'danach', after);
			return forged({ ...bodyOf(fact), author: { id: '101', name: 'Lio', role } }, after);
		};
		// the database knows no such times; browsers reach it by the gateway alone
		const refused = door === 'gateway' ? ['author.role: account'] : [];
		expect(await send(door, [before, late('lead'), late('staff')])).toEqual(refused);
		await accounts.followStaff([{ ...gone, gone: false }]);
		expect(await send(door, [late('lead')])).toEqual([]);
	});

	it('loses a role with the staff list', async () => {
		const member = { id: '101', first: 'Lio', last: 'Spinner', sites: [] };
		const { accounts } = server.ctx;
		await accounts.createPersonAccount({
			username: `chefin an der ${door}`,
			password: 'noch ein langer Satz',
			staff: { id: `chefin ${door}`, name: 'Chefin' },
			role: 'admin',
			site: { id: 'LNU', name: 'Linz Urfahr' }
		});
		await accounts.followStaff([{ ...member, role: 'staff' }]);
		expect(await send(door, [by('101', 'lead')])).toEqual(['author.role: account']);
		expect(await send(door, [by('101', 'staff')])).toEqual([]);
		await accounts.followStaff([{ ...member, role: 'lead' }]);
		expect(await send(door, [by('101', 'lead')])).toEqual([]);
	});
});
