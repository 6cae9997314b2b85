import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVE_INDEX_DOC } from '../../../server/couchdb/archiveIndex.ts';
import { update } from '../../../server/couchdb/documents.ts';
import { DATABASES } from '../../../server/couchdb/names.ts';
import {
	provision,
	PROVISION_VERSION,
	securityOf,
	type Foundation
} from '../../../server/couchdb/provision.ts';
import { startTestServer, testValidators, type TestServer } from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.stop());

const DESIGN_DOC = '_design/dienstbuch';
interface Design {
	validate_doc_update: string;
}

async function again(changes: { messages?: string } = {}): Promise<Foundation> {
	const { couch, random } = server.ctx;
	const validators = { ...(await testValidators()), ...changes };
	return await provision(couch, { validators, random, log: pino({ level: 'silent' }) });
}

async function revisions(): Promise<string[]> {
	const { couch } = server.ctx;
	const docs = DATABASES.map((name) => couch.db(name).get(DESIGN_DOC));
	const provisioned = couch.db('private').get('provision');
	const index = couch.db('archive').get(ARCHIVE_INDEX_DOC);
	return (await Promise.all([...docs, provisioned, index])).map(({ _rev }) => _rev);
}

describe('provisioning', () => {
	it('done again changes nothing', async () => {
		const before = await revisions();
		const [first, second] = [await again(), await again()];
		expect(await revisions()).toEqual(before);
		expect(second).toEqual(first);
		expect(server.ctx.database.state).toMatchObject({ generation: first.generation });
	});

	it.each(DATABASES)('closes %s to all but those it is for', async (name) => {
		const { couch } = server.ctx;
		const security: unknown = await couch.nano.request({ db: couch.nameOf(name), path: '_security' });
		expect(security).toEqual(securityOf(name, server.prefix));
	});

	it('puts validation back where somebody took it out', async () => {
		const db = server.ctx.couch.db<Design>('messages');
		const { _rev } = await db.get(DESIGN_DOC);
		await db.destroy(DESIGN_DOC, _rev);
		await again();
		expect((await db.get(DESIGN_DOC)).validate_doc_update).toBe((await testValidators()).messages);
	});

	it('puts the index of the archive back where somebody took it out', async () => {
		const db = server.ctx.couch.db<{ views: object }>('archive');
		const { _rev, views } = await db.get(ARCHIVE_INDEX_DOC);
		await db.destroy(ARCHIVE_INDEX_DOC, _rev);
		await again();
		expect((await db.get(ARCHIVE_INDEX_DOC)).views).toEqual(views);
	});

	it('leaves what a newer server laid down', async () => {
		const { couch } = server.ctx;
		const older = '(function(doc) {})';
		const version = (value: number) =>
			update(couch.db<{ version: number }>('private'), 'provision', () => ({ version: value }));
		await version(PROVISION_VERSION + 1);
		const before = await revisions();
		await again({ messages: older });
		expect(await revisions()).toEqual(before);
		await version(PROVISION_VERSION);
		await again({ messages: older });
		expect(await revisions()).not.toEqual(before);
		await again();
	});

	it('of several servers at once agrees on one generation and one secret', async () => {
		const { couch, random } = server.ctx;
		for (const id of ['generation', 'secret']) {
			const { _rev } = await couch.db('private').get(id);
			await couch.db('private').destroy(id, _rev);
		}
		const options = { validators: await testValidators(), random, log: pino({ level: 'silent' }) };
		const founded = await Promise.all([1, 2, 3].map(() => provision(couch, options)));
		expect(new Set(founded.map(({ generation }) => generation)).size).toBe(1);
		expect(new Set(founded.map(({ secret }) => Buffer.from(secret).toString('hex'))).size).toBe(1);
	});
});
