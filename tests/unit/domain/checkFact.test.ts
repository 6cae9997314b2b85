import { describe, expect, test } from 'vitest';
import {
	asFact,
	MAX_AHEAD,
	refusalOfShape,
	refusalOfWrite,
	writesAsItself
} from '../../../src/lib/domain/checkFact.ts';
import { MAX_AFTER, MAX_FACT_BYTES, MAX_TEXT } from '../../../src/lib/domain/limits.ts';
import { placesIn, shippedFact, shippedFacts, withAt, type Doc } from './shippedFacts.ts';
import { NOW, sealed } from './writer.ts';

const message = shippedFact('message.1.internal');
const { _id: _, ...body } = message;
const at = Date.parse(String(message.at));
/** The refusal of a document whose id fits its body. */
const refusalOf = (doc: Record<string, unknown>) => refusalOfShape(sealed(doc, at));

describe('F4 the id proves the body', () => {
	test.each(placesIn(body).filter(([, value]) => typeof value !== 'object'))(
		'F4 tampered: %j',
		(path, value) => {
			const other = typeof value === 'boolean' ? !value : typeof value === 'number' ? 2 : `${String(value)} `;
			const refusal = refusalOfShape(withAt(message, path, other));
			expect(refusal).toBeDefined();
			expect(asFact(withAt(message, path, other))).toBeUndefined();
		}
	);

	test.each([
		['text', 'Etwas ganz anderes.'],
		['site', 'LNU'],
		['forInformation', true]
	])('F4 another valid value in %s under the same id', (field, value) => {
		expect(refusalOfShape({ ...message, [field]: value })).toEqual({ field: '_id', reason: 'hash' });
	});

	test('F4 the id of another fact, no id, or a thing that is none', () => {
		for (const id of [shippedFact('message.1.block')._id, undefined, 7, '', 'message', null]) {
			expect(refusalOfShape({ ...message, _id: id })).toEqual({ field: '_id', reason: 'hash' });
		}
	});

	test('F4 the UUID carries the very millisecond of at', () => {
		expect(refusalOfShape(sealed(message, at + 1))).toEqual({ field: 'at', reason: 'hash' });
		expect(refusalOfShape(sealed(message, at))).toBeUndefined();
	});

	test('F2 revisions stand beside the body and change nothing', () => {
		expect(refusalOfShape({ ...message, _rev: '1-a', _revisions: { start: 1, ids: ['a'] } })).toBeUndefined();
	});
});

describe('F5 the shape', () => {
	const hostile = ['zzz', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', ''];
	const objects = [
		[[], undefined] as const,
		...placesIn(body).filter(([, value]) => typeof value === 'object' && !Array.isArray(value))
	];

	test.each(
		objects.flatMap(([path]) => hostile.map((key) => [[...path, key].join('.'), path, key] as const))
	)('F5 a field that the shape does not know: %s', (name, path, key) => {
		const doc = withAt(message, [...path, key], { admin: true });
		expect(refusalOfShape(doc)).toEqual({ field: name, reason: 'shape' });
		if (!key.startsWith('_')) expect(refusalOf(doc)).toEqual({ field: name, reason: 'shape' });
	});

	test('F5 the same from JSON, as it comes over the wire', () => {
		const text = JSON.stringify(message);
		for (const key of hostile.slice(0, 5)) {
			const doc = JSON.parse(text.replace('{', `{"${key}":{"admin":true},`)) as Doc;
			expect(Object.keys(doc)[0]).toBe(key);
			expect(refusalOfShape(doc)).toEqual({ field: key, reason: 'shape' });
		}
	});

	test.each(['_attachments', '_conflicts', '_local_seq', '_x'])(
		'F5 %s of CouchDB is no part of a fact',
		(field) => {
			expect(refusalOfShape({ ...message, [field]: {} })).toEqual({ field, reason: 'shape' });
		}
	);

	test.each(shippedFacts)(
		'F5 %s: no field of another sort, and none that must be there left out',
		(_name, doc) => {
			const required = ['at', 'device', 'deviceSite', 'site', 'author'];
			for (const [path] of placesIn(doc).filter(([path]) => path[0] !== '_id')) {
				for (const wrong of [null, 42.5, [], {}]) {
					if (path[0] === 'after' && path.length === 1 && Array.isArray(wrong)) continue;
					expect(
						refusalOf(withAt(doc, path, wrong)),
						`${path.join('.')}: ${JSON.stringify(wrong)}`
					).toBeDefined();
				}
			}
			for (const field of required) expect(refusalOf(withAt(doc, [field], undefined))?.field).toBe(field);
		}
	);

	test.each(shippedFacts)('F7 %s: half an emoji is refused in every text', (_name, doc) => {
		const texts = placesIn(doc).filter(([path, value]) => typeof value === 'string' && path[0] !== '_id');
		for (const [path, value] of texts) {
			for (const half of [
				`${String(value)}\uD83D`,
				`\uDE00${String(value)}`,
				'\uDE00\uD83D',
				'\uD83D\uDE00\uDE00'
			]) {
				const refusal = refusalOf(withAt(doc, path, half));
				expect(refusal, path.join('.')).toBeDefined();
				expect(refusal?.reason).not.toBe('hash');
			}
		}
	});

	test('F7 any other text stays as it is: markup, formulas, right-to-left, emoji, control characters', () => {
		for (const text of [
			'<script>alert(1)</script>',
			'=1+1',
			'\u202Eabc שלום',
			'👩‍👩‍👧',
			'a\u0000b',
			'{{x}} %s'
		]) {
			expect(refusalOf({ ...message, text })).toBeUndefined();
		}
	});

	test('F5 a text of 10,000 and 50 predecessors are taken, one more is not', () => {
		const done = shippedFact('done.1');
		const [named] = done.after as string[];
		expect(refusalOf({ ...message, text: 'a'.repeat(MAX_TEXT) })).toBeUndefined();
		expect(refusalOf({ ...message, text: 'a'.repeat(MAX_TEXT + 1) })).toEqual({
			field: 'text',
			reason: 'shape'
		});
		expect(refusalOf({ ...done, after: Array(MAX_AFTER).fill(named) })).toBeUndefined();
		expect(refusalOf({ ...done, after: Array(MAX_AFTER + 1).fill(named) })).toEqual({
			field: 'after',
			reason: 'shape'
		});
	});

	test('F5 the size counts bytes of UTF-8, not letters', () => {
		expect(refusalOf({ ...message, text: '€'.repeat(MAX_TEXT) })).toBeUndefined();
		const text = '\u0001'.repeat(MAX_TEXT / 2) + '€'.repeat(MAX_TEXT / 2);
		expect(JSON.stringify({ ...message, text }).length).toBeLessThan(MAX_FACT_BYTES);
		expect(refusalOf({ ...message, text })).toEqual({ field: 'text', reason: 'size' });
	});

	test.each([
		'2026-02-30T10:00:00.000Z',
		'2026-11-18T24:00:00.000Z',
		'2026-13-01T00:00:00.000Z',
		'2026-11-18T21:60:00.000Z',
		'2026-11-18T21:41:07Z',
		'2026-11-18T21:41:07.250',
		'2026-11-18T21:41:07.250z',
		'2026-11-18T22:41:07.250+01:00',
		' 2026-11-18T21:41:07.250Z',
		'2026-11-18T21:41:07.250Z\n',
		'18.11.2026',
		''
	])('F5 %j is no instant', (instant) => {
		const camera = shippedFact('message.1.camera');
		expect(refusalOf({ ...camera, footageAt: instant })).toEqual({ field: 'footageAt', reason: 'shape' });
	});

	test.each(['javascript:alert(1)', 'board.example/t/1', 'ftp://board.example/', ' https://board.example/'])(
		'F5 %j is no address of a post',
		(url) => {
			expect(refusalOf({ ...shippedFact('transferred.1'), url })).toEqual({ field: 'url', reason: 'shape' });
		}
	);
});

describe('F6 what this version does not know', () => {
	test.each(['praise', 'constructor', '__proto__', '', 'Message', 7, null, undefined, ['message']])(
		'F6 type %j',
		(type) => {
			expect(refusalOfShape({ ...message, type })).toEqual({ field: 'type', reason: 'unknown' });
			expect(asFact({ ...message, type })).toBeUndefined();
		}
	);

	test.each([0, 99, 1.5, -1, '1', 'constructor', null, undefined, [1]])('F6 version %j', (v) => {
		expect(refusalOfShape({ ...message, v })).toEqual({ field: 'v', reason: 'unknown' });
	});
});

describe('what the server refuses besides', () => {
	test.each([true, false, undefined])('F10 devices never delete: _deleted %j', (_deleted) => {
		expect(refusalOfShape({ ...message, _deleted })).toEqual({ field: '_deleted', reason: 'deleted' });
		expect(refusalOfShape({ _id: message._id, _rev: '1-a', _deleted })).toEqual({
			field: '_deleted',
			reason: 'deleted'
		});
	});

	test('F9 a fact may be ten minutes ahead, not a millisecond more', () => {
		expect(refusalOfWrite(message, 'tablet-1', at - MAX_AHEAD)).toBeUndefined();
		expect(refusalOfWrite(message, 'tablet-1', at - MAX_AHEAD - 1)).toEqual({ field: 'at', reason: 'time' });
		expect(MAX_AHEAD).toBe(600_000);
	});

	test('F9 a fact may be years old', () => {
		expect(refusalOfWrite(message, 'tablet-1', NOW + 1e11)).toBeUndefined();
	});

	test.each([
		['acct', true],
		['acct.x', true],
		['acct.x.y', true],
		['acctx', false],
		['acct-x', false],
		['Acct', false],
		['acc', false],
		['x.acct', false],
		['', false]
	])('F8 the account acct writes as %j: %j', (device, own) => {
		expect(writesAsItself(device, 'acct')).toBe(own);
	});

	test('F8 a fact of another device is refused', () => {
		expect(refusalOfWrite(message, 'tablet-1', at)).toBeUndefined();
		expect(refusalOfWrite(message, 'tablet-2', at)).toEqual({ field: 'device', reason: 'account' });
	});

	test('F11 nobody but the server writes as the server', () => {
		const doc = sealed(withAt(message, ['author', 'role'], 'server'), at);
		expect(refusalOfShape(doc)).toBeUndefined();
		expect(refusalOfWrite(doc, 'tablet-1', at)).toEqual({ field: 'author.role', reason: 'account' });
	});

	test.each([
		['own', 'lead', undefined],
		['own', 'staff', undefined],
		['own', 'office', 'author.role'],
		['own', 'admin', 'author.role'],
		['another', 'lead', 'author.id'],
		['another', 'staff', 'author.id']
	])('F12 a lead on an account of their own writes under %s name as %s: %s', (whose, role, field) => {
		const person = {
			staff: whose === 'own' ? (message.author as { id: string }).id : 'somebody',
			role: 'lead'
		};
		const doc = sealed(withAt(message, ['author', 'role'], role), at);
		expect(refusalOfWrite(doc, 'tablet-1', at, person)).toEqual(field && { field, reason: 'account' });
		expect(refusalOfWrite(doc, 'tablet-1', at)).toBeUndefined();
	});

	test('F4 what is wrong with the shape is said before anything else', () => {
		expect(refusalOfWrite({ ...message, text: 'x' }, 'tablet-2', 0)).toEqual({
			field: '_id',
			reason: 'hash'
		});
	});
});
