/** The structure rules of facts: device and server call the same (STYLE 10). Authority is the fold's (rule R6). */
import * as v from 'valibot';
import { mayWriteAs, type AccountPerson } from './accountPerson.ts';
import { bodyOf, canonical } from './canonical.ts';
import { kindOf } from './facts/registry.ts';
import { utf8Length } from './hash.ts';
import { idFitsBody, instantOfId } from './ids.ts';
import { MAX_FACT_BYTES } from './limits.ts';
import type { Fact } from './facts/registry.ts';

/** How far ahead of the server's clock a fact may be (rule F9), in ms. */
export const MAX_AHEAD = 10 * 60_000;

/** Fields of CouchDB's own that may stand beside the body. */
const OWN_OF_COUCHDB = ['_id', '_rev', '_revisions'];

/** Why a document is no valid fact. `field` is the dotted path to the first field that is wrong. */
export interface Refusal {
	readonly field: string;
	readonly reason: 'unknown' | 'shape' | 'size' | 'hash' | 'time' | 'account' | 'deleted';
}

/** The first field that does not fit the shape, as a dotted path. */
function misshapenField(schema: v.GenericSchema, body: object): string | undefined {
	const result = v.safeParse(schema, body, { abortEarly: true });
	if (result.success) return undefined;
	return v.getDotPath(result.issues[0]) ?? 'type';
}

/**
 * Checks shape, size and hash (rules F3 to F7, F10).
 * @returns what is wrong first, or undefined where the document is a fact
 */
export function refusalOfShape(doc: Readonly<Record<string, unknown>>): Refusal | undefined {
	if ('_deleted' in doc) return { field: '_deleted', reason: 'deleted' };
	for (const name of Object.keys(doc)) {
		if (name.startsWith('_') && !OWN_OF_COUCHDB.includes(name)) return { field: name, reason: 'shape' };
	}
	const { _id: id, type, v: version } = doc;
	const kind = typeof type === 'string' ? kindOf(type) : undefined;
	if (!kind) return { field: 'type', reason: 'unknown' };
	const schema = Object.entries(kind.versions).find(([known]) => Number(known) === version)?.[1];
	if (!schema) return { field: 'v', reason: 'unknown' };
	const field = misshapenField(schema, bodyOf(doc));
	if (field !== undefined) return { field, reason: 'shape' };
	if (utf8Length(canonical(doc)) > MAX_FACT_BYTES) return { field: 'text', reason: 'size' };
	if (typeof id !== 'string' || !idFitsBody(id, doc)) return { field: '_id', reason: 'hash' };
	if (instantOfId(id) !== Date.parse(String(doc.at))) return { field: 'at', reason: 'hash' };
	return undefined;
}

/** True where `device` is the account's own (rule F8). */
export function writesAsItself(device: string, account: string): boolean {
	return device === account || device.startsWith(`${account}.`);
}

/**
 * Checks all that the server can tell from the fact and the account alone (rules F3 to F12).
 * @param account name of the account that writes
 * @param now the server's clock, ms since 1970, UTC
 * @param person whose account it is; absent for a shared device, on which anybody may be on duty (rule F12)
 */
export function refusalOfWrite(
	doc: Readonly<Record<string, unknown>>,
	account: string,
	now: number,
	person?: AccountPerson
): Refusal | undefined {
	const shape = refusalOfShape(doc);
	if (shape) return shape;
	if (!writesAsItself(String(doc.device), account)) return { field: 'device', reason: 'account' };
	const { id, role } = doc.author as { id: string; role: string };
	if (person && id !== person.staff) return { field: 'author.id', reason: 'account' };
	if (role === 'server' || (person && !mayWriteAs(role, person)))
		return { field: 'author.role', reason: 'account' };
	if (Date.parse(String(doc.at)) > now + MAX_AHEAD) return { field: 'at', reason: 'time' };
	return undefined;
}

/** The document as a fact, or undefined where it is none or of a kind that this version does not know (rule F6). */
export function asFact(doc: object): Fact | undefined {
	return refusalOfShape(doc as Record<string, unknown>) === undefined ? (doc as Fact) : undefined;
}
