import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerError } from '../../../server/errors.ts';
import type { Accounts } from '../../../server/accounts/accounts.ts';
import { startTestServer, type TestServer } from '../harness.ts';

let server: TestServer;
let accounts: Accounts;
/** ms that the server's clock is ahead */
let ahead = 0;
beforeAll(async () => {
	server = await startTestServer({ clock: () => Date.now() + ahead });
	({ accounts } = server.ctx);
});
afterAll(() => server.stop());

const SITE = { id: 'LNU', name: 'Linz Urfahr' };
const later = (ms: number): void => void (ahead += ms);

/** Codes of those that were refused; undefined for each that was not. */
async function outcomes(tries: readonly Promise<unknown>[]): Promise<(string | undefined)[]> {
	const settled = await Promise.allSettled(tries);
	return settled.map((one) => {
		if (one.status === 'fulfilled') return undefined;
		if (one.reason instanceof ServerError) return one.reason.code;
		throw one.reason;
	});
}

/** Everything in `private`, as somebody reads it who has the database. */
async function asStolen(): Promise<string> {
	const { rows } = await server.ctx.couch.db('private').list({ include_docs: true });
	return JSON.stringify(rows.filter(({ id }) => id !== 'secret'));
}

describe('setup', () => {
	const admin = { username: 'Chefin', password: 'ein gutes Kennwort', name: 'Huber Sabine' };

	it('makes the first administrator for the right code, and once', async () => {
		expect(await accounts.setupNeeded()).toBe(true);
		expect(await outcomes([accounts.createFirstAdmin({ ...admin, code: 'FALSCH' })])).toEqual([
			'setup-code-invalid'
		]);
		const code = accounts.setupCode().toLowerCase();
		const tries = [1, 2, 3].map((n) => accounts.createFirstAdmin({ ...admin, username: `Chefin${n}`, code }));
		expect((await outcomes(tries)).filter((refusal) => refusal === undefined)).toHaveLength(1);
		expect((await accounts.listAccounts()).filter(({ role }) => role === 'admin')).toHaveLength(1);
		expect(await accounts.setupNeeded()).toBe(false);
		expect(await outcomes([accounts.createFirstAdmin({ ...admin, code })])).toEqual(['already-set-up']);
	});
});

describe('persons', () => {
	const person = {
		username: 'Eva.Büro',
		password: 'Kennwort für Eva',
		staff: { id: '7', name: 'Berger Eva' },
		site: SITE
	};

	it('sign in with their password, in any case of the user name', async () => {
		const made = await accounts.createPersonAccount({ ...person, role: 'office' });
		expect(await accounts.verifyPassword(' eva.BÜRO', person.password, '10.0.0.1')).toMatchObject({
			name: made.name
		});
		const codes = await outcomes([
			accounts.verifyPassword('eva.büro', 'falsch', '10.0.0.1'),
			accounts.verifyPassword('niemand', 'falsch', '10.0.0.1'),
			accounts.createPersonAccount({ ...person, username: 'EVA.BÜRO', role: 'staff' })
		]);
		expect(codes).toEqual(['wrong-credentials', 'wrong-credentials', 'username-taken']);
		expect(await asStolen()).not.toContain(person.password);
	});

	it('are locked after five wrong tries, for the address that they came from', async () => {
		const wrong = (from: string): Promise<unknown> => accounts.verifyPassword('eva.büro', 'falsch', from);
		for (let n = 1; n <= 5; n += 1)
			expect(await outcomes([wrong('10.0.0.2')])).toEqual(['wrong-credentials']);
		await expect(wrong('10.0.0.2')).rejects.toMatchObject({
			code: 'too-many-tries',
			details: { retryAfter: 30 }
		});
		expect(await outcomes([accounts.verifyPassword('eva.büro', person.password, '10.0.0.2')])).toEqual([
			'too-many-tries'
		]);
		expect(await outcomes([accounts.verifyPassword('eva.büro', person.password, '10.0.0.3')])).toEqual([
			undefined
		]);
		later(31_000);
		expect(await outcomes([accounts.verifyPassword('eva.büro', person.password, '10.0.0.2')])).toEqual([
			undefined
		]);
	});

	it('write under a name of their own in each browser', async () => {
		const account = await accounts.verifyPassword('eva.büro', person.password, '10.0.0.1');
		const [first, second] = await Promise.all(
			[1, 2].map(async () => accounts.sessionOfToken(await accounts.issueToken(account)))
		);
		expect(first?.identity.device).toMatch(new RegExp(`^${account.name}\\.`));
		expect(second?.identity.device).not.toBe(first?.identity.device);
		expect(second?.identity.account).toBe(first?.identity.account);
	});
});

describe('tokens', () => {
	it('stand for their account until they are revoked, and are not in the database', async () => {
		const account = await accounts.createDeviceAccount({ label: 'Tablet', site: SITE });
		const token = await accounts.issueToken(account);
		expect(await accounts.sessionOfToken(token)).toMatchObject({
			status: 'active',
			identity: { account: account.name, device: account.name, kind: 'device', site: SITE }
		});
		expect(await asStolen()).not.toContain(token);
		await accounts.revokeToken(token);
		expect(await accounts.sessionOfToken(token)).toBeUndefined();
		expect(await accounts.sessionOfToken('')).toBeUndefined();
	});

	it('say at once what became of the account', async () => {
		const account = await accounts.createDeviceAccount({ label: 'Tablet', site: SITE });
		const token = await accounts.issueToken(account);
		await accounts.sessionOfToken(token);
		await accounts.setStatus(account.name, 'lost');
		expect(await accounts.sessionOfToken(token)).toMatchObject({ status: 'lost' });
		expect(await outcomes([accounts.setStatus('d-nobody', 'lost')])).toEqual(['unknown-account']);
	});

	it('note when the account was seen, at most once a minute', async () => {
		const account = await accounts.createDeviceAccount({ label: 'Gesehen', site: SITE });
		const seen = async () =>
			(await accounts.listAccounts()).find(({ name }) => name === account.name)?.lastSeen;
		expect(await seen()).toBeUndefined();
		await accounts.touchLastSeen(account.name);
		const first = await seen();
		later(30_000);
		await accounts.touchLastSeen(account.name);
		expect(await seen()).toBe(first);
		later(31_000);
		await accounts.touchLastSeen(account.name);
		expect(await seen()).toBeGreaterThan(first ?? Infinity);
	});
});

describe('pairing codes', () => {
	it('are good once, however they are typed', async () => {
		const { code, expires } = await accounts.createPairing({ site: SITE, label: 'Empfang' });
		expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
		expect(expires).toBe(expires && Math.round(expires));
		const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
		const tries = Array.from({ length: 5 }, () => accounts.redeemPairing(typed));
		expect((await outcomes(tries)).sort()).toEqual([...Array(4).fill('pairing-code-invalid'), undefined]);
		expect((await accounts.listAccounts()).filter(({ label }) => label === 'Empfang')).toHaveLength(1);
	});

	it('are good for ten minutes', async () => {
		const { code } = await accounts.createPairing({ site: SITE, label: 'Spät' });
		later(10 * 60_000);
		expect(await outcomes([accounts.redeemPairing(code)])).toEqual(['pairing-code-invalid']);
		expect(await asStolen()).not.toContain(code);
	});

	it('of the demo are good for any number of devices, with labels of their own', async () => {
		const { code, expires } = await accounts.createPairing({ site: SITE, label: 'Demo', lasting: true });
		expect(expires).toBeNull();
		later(24 * 3_600_000);
		const [one, two] = [
			await accounts.redeemPairing(code),
			await accounts.redeemPairing(code, { label: 'Mein Tablet' })
		];
		expect([one.label, two.label]).toEqual(['Demo', 'Mein Tablet']);
		expect(one.name).not.toBe(two.name);
	});
});

describe('PINs', () => {
	const verify = (pin: string, device = 'd-1'): Promise<unknown> =>
		accounts.verifyPin({ staff: '42', device, pin });

	it('are right or wrong, and not in the database', async () => {
		expect(await outcomes([verify('4711')])).toEqual(['unknown-staff']);
		await accounts.setPin('42', '4711', { mustChange: true });
		expect(await verify('4711')).toEqual({ mustChange: true, number: 1 });
		await expect(verify('4712')).rejects.toMatchObject({ code: 'wrong-pin', details: { triesLeft: 4 } });
		expect(await verify('4711')).toEqual({ mustChange: true, number: 1 });
		expect(await asStolen()).not.toContain('4711');
	});

	it('lock that person on that device for a growing time', async () => {
		const locked = async (): Promise<number> => {
			const error: unknown = await verify('0000').catch((reason: unknown) => reason);
			const until = (error as ServerError).details.lockedUntil as number;
			return Math.round((until - (Date.now() + ahead)) / 1000);
		};
		for (let n = 1; n <= 4; n += 1) expect(await outcomes([verify('0000')])).toEqual(['wrong-pin']);
		expect(await locked()).toBe(30);
		expect(await outcomes([verify('4711'), verify('4711', 'd-2')])).toEqual(['locked', undefined]);
		later(31_000);
		expect(await locked()).toBe(60);
		later(61_000);
		expect(await locked()).toBe(120);
		later(121_000);
		expect(await outcomes([verify('4711')])).toEqual([undefined]);
		await expect(verify('0000')).rejects.toMatchObject({ details: { triesLeft: 4 } });
	});

	it('cannot be guessed by many tries at once', async () => {
		await accounts.setPin('43', '4711', { mustChange: false });
		const guesses = Array.from({ length: 12 }, (_, n) => ({
			staff: '43',
			device: 'd-1',
			pin: String(5000 + n)
		}));
		const codes = await outcomes(guesses.map((guess) => accounts.verifyPin(guess)));
		expect(codes.filter((code) => code === 'wrong-pin')).toHaveLength(5);
		expect(codes.filter((code) => code === 'locked')).toHaveLength(7);
	});

	it('of an import leave those alone that people chose', async () => {
		const pins = ['42', '50', '51'].map((staff) => ({ staff, pin: '9999', mustChange: true }));
		await accounts.setPins(pins);
		expect(
			await outcomes([verify('4711'), accounts.verifyPin({ staff: '50', device: 'd', pin: '9999' })])
		).toEqual([undefined, undefined]);
		await accounts.setPins(pins, { overwrite: true });
		expect(await verify('9999')).toEqual({ mustChange: true, number: 2 });
		expect([...(await accounts.staffWithPin())]).toEqual(expect.arrayContaining(['42', '43', '50', '51']));
	});

	it('that are reset have four digits and must be changed', async () => {
		const pin = await accounts.temporaryPin('42');
		expect(pin).toMatch(/^\d{4}$/);
		expect(await verify(pin)).toEqual({ mustChange: true, number: 3 });
	});

	it('that are reset are good for a week', async () => {
		const pin = await accounts.temporaryPin('42');
		later(7 * 24 * 3_600_000 - 60_000);
		expect(await verify(pin)).toMatchObject({ mustChange: true });
		later(61_000);
		expect(await outcomes([verify(pin)])).toEqual(['wrong-pin']);
	});

	it('tell the devices that they were replaced, and nothing of themselves', async () => {
		const numbers = async (): Promise<string> =>
			JSON.stringify(await server.ctx.couch.db('directory').get('pinNumbers'));
		await accounts.setPins([{ staff: '60', pin: '2468', mustChange: true }]);
		expect(await numbers()).not.toContain('"60"');
		await accounts.setPin('60', '1357', { mustChange: false });
		expect(await numbers()).toContain('{"staff":"60","number":1}');
		expect(await numbers()).not.toMatch(/1357|argon|hash/);
	});
});

describe('what is over', () => {
	const DAY = 24 * 3_600_000;
	const ids = async (prefix: string): Promise<string[]> => {
		const { rows } = await server.ctx.couch.db('private').list();
		return rows.map(({ id }) => id).filter((id) => id.startsWith(prefix));
	};

	it('a token that nobody used: of a person after 30 days, of a device after a year', async () => {
		const device = await accounts.createDeviceAccount({ label: 'Schublade', site: SITE });
		const person = await accounts.createPersonAccount({
			username: 'selten',
			password: 'ein Satz, der keinem einfällt',
			staff: { id: '70', name: 'Selten, Sepp' },
			role: 'staff',
			site: SITE
		});
		const [drawer, rare, daily] = await Promise.all(
			[device, person, person].map((one) => accounts.issueToken(one))
		);
		for (let day = 0; day < 40; day += 2) {
			later(2 * DAY);
			expect(await accounts.sessionOfToken(daily ?? '')).toBeDefined();
		}
		expect(await accounts.sessionOfToken(rare ?? '')).toBeUndefined();
		later(300 * DAY);
		expect(await accounts.sessionOfToken(drawer ?? '')).toBeDefined();
		later(366 * DAY);
		expect(await accounts.sessionOfToken(drawer ?? '')).toBeUndefined();
		expect(await ids('token:')).not.toEqual([]);
		await server.runJob('clear');
		expect(await ids('token:')).toEqual([]);
	});

	it('wrong tries, a day after the last', async () => {
		const wrong = () => accounts.verifyPassword('selten', 'falsch', '10.9.9.9');
		for (let n = 1; n <= 4; n += 1) expect(await outcomes([wrong()])).toEqual(['wrong-credentials']);
		await server.runJob('clear');
		expect(await ids('tries:')).toHaveLength(1);
		later(DAY + 1);
		for (let n = 1; n <= 5; n += 1) expect(await outcomes([wrong()])).toEqual(['wrong-credentials']);
		expect(await outcomes([wrong()])).toEqual(['too-many-tries']);
		later(DAY + 31_000);
		await server.runJob('clear');
		expect(await ids('tries:')).toEqual([]);
	});

	it('a pairing code that nobody typed', async () => {
		await accounts.createPairing({ site: SITE, label: 'Empfang' });
		await server.runJob('clear');
		expect(await ids('pairing:')).toHaveLength(1);
		later(11 * 60_000);
		await server.runJob('clear');
		expect(await ids('pairing:')).toEqual([]);
	});
});
