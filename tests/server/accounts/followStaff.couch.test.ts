/** Who has left, or has another role, does not keep the account because the server stopped in between two writes. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Accounts } from '../../../server/accounts/accounts.ts';
import { userDocId } from '../../../server/couchdb/accountUsers.ts';
import { openDirectory } from '../../../server/directory/openDirectory.ts';
import { DirectoryConflict } from '../../../server/import/directoryStore.ts';
import { runImport } from '../../../server/import/runImport.ts';
import type { Role, StaffMember } from '../../../src/lib/domain/directory.ts';
import { LNU, PASSWORD, setUp, type Caller } from '../api/caller.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { file, SITES, STAFF_HEADINGS } from '../import/csvFixture.ts';
import { mortalCouch } from '../mortalCouch.ts';

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
	await runImport(openDirectory(server.ctx), { sites: SITES });
});
afterAll(() => server.stop());

const ROLES = { lead: 'Leitung', staff: 'Mitarbeiter' } as const;
const memberOf = (id: string, role: 'lead' | 'staff'): StaffMember => ({
	id,
	first: 'Lio',
	last: `Spinner ${id}`,
	sites: ['GMU'],
	role
});
const fileOf = (...members: readonly StaffMember[]): Buffer => {
	const rows = members.map(({ id, first, last, role }) => {
		return `${id};${first};${last};GMU;${ROLES[role as keyof typeof ROLES]};`;
	});
	return file(STAFF_HEADINGS, ...rows);
};

/** Writes the staff list, and stops before anything follows from it. */
async function writeAndStop(
	change: (staff: readonly StaffMember[]) => readonly StaffMember[]
): Promise<void> {
	const db = server.ctx.couch.db<{ staff: readonly StaffMember[] }>('directory');
	const doc = await db.get('staff').catch(() => ({ _id: 'staff', staff: [] }));
	await db.insert({ ...doc, staff: change(doc.staff) });
}

/** A lead with an account. @returns how it stands */
async function leadWithAccount(id: string) {
	const member = memberOf(id, 'lead');
	await writeAndStop((staff) => [...staff, member]);
	const { name } = await server.ctx.accounts.createPersonAccount({
		username: `spinner-${id}`,
		password: PASSWORD,
		staff: { id, name: `${member.last}, ${member.first}` },
		role: 'lead',
		site: LNU
	});
	return async (): Promise<{ status?: string; role?: Role }> => {
		const { status, role } =
			(await server.ctx.accounts.listAccounts()).find((one) => one.name === name) ?? {};
		return { status, role };
	};
}

const gone = (id: string) => (staff: readonly StaffMember[]) =>
	staff.map((member) => (member.id === id ? { ...member, gone: true } : member));
const demoted = (id: string) => (staff: readonly StaffMember[]) =>
	staff.map((member) => (member.id === id ? { ...member, role: 'staff' as const } : member));

async function roleEntries(about: string): Promise<number> {
	const { entries } = await server.ctx.audit.page({ what: ['role'], account: about, limit: 100 });
	return entries.length;
}

describe('the server stopped after it had written the staff list: the account follows', () => {
	it('when the list is saved again as it stands', async () => {
		const account = await leadWithAccount('200');
		await writeAndStop(gone('200'));
		expect(await account()).toEqual({ status: 'active', role: 'lead' });
		const { revision, entries } = (await admin.get('/lists/staff')).json();
		expect((await admin.put('/lists/staff', { revision, entries })).statusCode).toBe(200);
		expect(await account()).toEqual({ status: 'retired', role: 'lead' });
	});

	it('when the same file is imported again, and the role is noted once', async () => {
		const account = await leadWithAccount('201');
		await writeAndStop(demoted('201'));
		const staff = fileOf(memberOf('201', 'staff'));
		const keepStaff = new Set(['admin', '200', '202', '203']);
		const { staff: part } = await runImport(openDirectory(server.ctx), { staff }, { keepStaff });
		expect([part?.changed, part?.unchanged]).toEqual([0, 1]);
		expect(await account()).toEqual({ status: 'active', role: 'staff' });
		await runImport(openDirectory(server.ctx), { staff: fileOf(memberOf('201', 'lead')) }, { keepStaff });
		for (let time = 0; time < 2; time += 1)
			await runImport(openDirectory(server.ctx), { staff }, { keepStaff });
		// up, and down again
		expect(await roleEntries('201')).toBe(2);
	});

	it('within the hour, whoever does nothing', async () => {
		const account = await leadWithAccount('202');
		await writeAndStop(demoted('202'));
		await server.runJob('clear');
		expect(await account()).toEqual({ status: 'active', role: 'staff' });
		await server.runJob('clear');
		expect(await roleEntries('202')).toBe(0);
	});
});

test('of several documents another was changed meanwhile: the account follows the list that was written', async () => {
	const account = await leadWithAccount('203');
	const store = openDirectory(server.ctx);
	const { staff = [] } = (await store.readDoc('staff')) ?? {};
	const both = [
		{ _id: 'staff' as const, staff: demoted('203')(staff) as StaffMember[] },
		// it is there, and this store has not read it
		{ _id: 'sites' as const, sites: [] }
	];
	await expect(store.writeDocs(both)).rejects.toThrow(DirectoryConflict);
	expect(await account()).toEqual({ status: 'active', role: 'staff' });
	expect(await roleEntries('203')).toBe(1);
});

test('killed between any two writes of an account, it is what the list says after the next try', async () => {
	const { couch, accounts, clock, random, database } = server.ctx;
	const account = await leadWithAccount('204');
	const { name = '' } = (await accounts.listAccounts()).find(({ staff }) => staff?.id === '204') ?? {};
	const roles = async () =>
		(await couch.nano.use<{ roles: string[] }>('_users').get(userDocId(name))).roles.join(' ');
	for (const role of ['staff', 'lead'] as const) {
		const list = [memberOf('204', role)];
		let kills = 0;
		for (let step = 1; ; step += 1) {
			await accounts.followStaff([memberOf('204', role === 'lead' ? 'staff' : 'lead')]);
			const mortal = new Accounts({
				couch: await mortalCouch(server, step),
				sessions: { forget() {} },
				secret: () => database.secret,
				clock,
				random
			});
			const survived = await mortal.followStaff(list).then(
				() => true,
				() => false
			);
			await accounts.followStaff(list);
			expect([await account(), await roles()]).toEqual([
				{ status: 'active', role },
				expect.stringContaining(role) as string
			]);
			if (survived) break;
			kills += 1;
		}
		// the account in CouchDB, and what we know of it
		expect(kills).toBe(2);
	}
});

test('one that was reported lost stays lost whatever the list says, and is in nobody’s way', async () => {
	const { accounts } = server.ctx;
	await leadWithAccount('205');
	const { name = '' } = (await accounts.listAccounts()).find(({ staff }) => staff?.id === '205') ?? {};
	await accounts.setStatus(name, 'lost');
	const account = await leadWithAccount('206');
	await accounts.followStaff([memberOf('205', 'staff'), memberOf('206', 'staff')]);
	expect(await account()).toEqual({ status: 'active', role: 'staff' });
	const there = await server.ctx.couch.nano
		.use('_users')
		.head(userDocId(name))
		.catch(() => undefined);
	expect(there).toBeUndefined();
});

test('a list that leaves nobody who may administer: those who can stay so, and all others follow it', async () => {
	const { accounts } = server.ctx;
	const account = await leadWithAccount('207');
	const administrator = (await accounts.listAccounts()).find(({ role }) => role === 'admin');
	const list = [
		memberOf(administrator?.staff?.id ?? '', 'staff'),
		{ ...memberOf('207', 'lead'), gone: true }
	];
	expect(await accounts.followStaff(list)).toEqual([administrator?.name]);
	expect(await account()).toEqual({ status: 'retired', role: 'lead' });
	expect(await accounts.listAccounts()).toContainEqual(administrator);
});
