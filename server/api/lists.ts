import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { StaffMember } from '../../src/lib/domain/directory.ts';
import { recordRoleChanges } from '../audit/roleChanges.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { entriesToStore, readList, writeList, type ListEntry } from '../directory/lists.ts';
import { listSchemas, type ListName } from '../directory/listSchemas.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import type { Api } from './valibot.ts';

/** Room for 10,000 people. */
const BODY_LIMIT = 4_000_000;

const names = Object.keys(listSchemas) as [ListName, ...ListName[]];
const params = v.object({ name: v.picklist(names) });
const body = v.object({
	/** Of the list that was read before; empty where there was none */
	revision: v.pipe(v.string(), v.maxLength(100)),
	entries: v.array(v.unknown())
});
const answer = v.object({ revision: v.string(), entries: v.array(v.unknown()) });

/** @throws ServerError `bad-request` with the dotted path of the first field that does not fit */
function parsedEntries(name: ListName, entries: unknown[]): ListEntry[] {
	const result = v.safeParse(listSchemas[name], entries, { abortEarly: true });
	if (result.success) return result.output as ListEntry[];
	const [issue] = result.issues;
	const field = ['entries', v.getDotPath(issue)].filter(Boolean).join('.');
	throw new ServerError('bad-request', { field, reason: issue.message });
}

/**
 * The lists that administrators keep, all by one way: read with a revision, changed at the desk, written back whole. Who has read it
 * before somebody else wrote gets `list-changed`; what stands there already may be said again.
 */
export function listRoutes(api: Api, { audit, couch, accounts, clock }: ServerContext): void {
	api.get('/lists/:name', { schema: { params, response: { 200: answer } } }, async (request) => {
		const { revision, entries } = await readList(couch, request.params.name);
		return { revision, entries: [...entries] };
	});

	const schema = { params, body, response: { 200: answer } };
	api.put('/lists/:name', { bodyLimit: BODY_LIMIT, schema }, async (request) => {
		const { name } = request.params;
		const { revision, entries } = request.body;
		const wanted = parsedEntries(name, entries);
		const stored = await readList(couch, name);
		const next = entriesToStore(name, stored.entries, wanted, clock());
		const staff = name === 'staff' ? (next as readonly StaffMember[]) : undefined;
		if (isDeepStrictEqual(stored.entries, next)) {
			// the server may have stopped after it had written the list
			if (staff) await accounts.followStaff(staff);
			return { ...stored, entries: [...next] };
		}
		if (revision !== stored.revision) throw new ServerError('list-changed');
		if (staff && !(await accounts.administratorRemains(staff))) throw new ServerError('last-admin');
		const written = await writeList(couch, name, { revision, entries: next });
		if (staff) await accounts.followStaff(staff);
		const who = whoIs(requireSession(request).identity);
		await audit.record({ what: 'list', who, about: name });
		if (staff) await recordRoleChanges(audit, who, stored.entries as readonly StaffMember[], staff);
		return { ...written, entries: [...next] };
	});
}
