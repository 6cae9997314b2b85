/**
 * The validate functions as CouchDB runs them, a text that is evaluated, on anything that JSON can say: they take what the shared rule takes, refuse
 * everything else in CouchDB's own way, and never fail. Another exception would be an answer of 500 for a whole batch.
 */
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { personIn, rolesOf } from '../../../src/lib/domain/accountPerson.ts';
import { MAX_AHEAD, refusalOfWrite } from '../../../src/lib/domain/checkFact.ts';
import { factKinds } from '../../../src/lib/domain/facts/registry.ts';
import { revisionOf } from '../../../src/lib/domain/ids.ts';
import { placesIn, shippedFact, shippedFacts, withAt } from '../../unit/domain/shippedFacts.ts';
import { forged, type Pushed } from '../facts.ts';
import { nonsense, valuesFor } from '../fuzz/arbitraries.ts';
import { testValidators } from '../harness.ts';

type Doc = Record<string, unknown>;
interface User {
	readonly name: string | null;
	readonly roles: readonly string[];
}

/** Undefined where the document is taken, else what was thrown, as CouchDB is told of it. */
type Judge = (doc: unknown, old: unknown, user: User) => unknown;

/** Everything goes in and out as text, as between CouchDB and its engine: no object of ours is among theirs. */
function inEngine(text: string): Judge {
	const context = createContext({});
	runInContext(
		`const validate = ${text};
		function judge(given) {
			const { doc, old, user } = JSON.parse(given);
			try {
				validate(doc, old, user, {});
			} catch (error) {
				return JSON.stringify(error instanceof Error ? { failed: String(error) } : { thrown: error });
			}
		}`,
		context
	);
	const judge = runInContext('judge', context) as (given: string) => string | undefined;
	return (doc, old, user) => {
		const said = judge(JSON.stringify({ doc, old, user }));
		if (said === undefined) return undefined;
		const { failed, thrown } = JSON.parse(said) as { failed?: string; thrown?: unknown };
		if (failed !== undefined) throw new Error(failed);
		return thrown;
	};
}

/** As CouchDB has read it: what is no text of JSON is gone. */
const read = (doc: unknown): Doc => JSON.parse(JSON.stringify(doc)) as Doc;

const DEVICE = 'd-tablet';
const users: fc.Arbitrary<User> = fc.constantFrom(
	{ name: DEVICE, roles: ['dienstbuch-member'] },
	{ name: 'p-anna', roles: ['dienstbuch-member', ...rolesOf({ staff: '100', role: 'lead' })] },
	{ name: 'p-anna', roles: ['person:100', 'role:server'] },
	{ name: null, roles: [] }
);

const PAST = Date.parse('2026-03-01T10:00:00.000Z');
/** Well off the bound itself, which moves while the test runs. */
const instants = fc.constantFrom(PAST, Date.now(), Date.now() + MAX_AHEAD + 3_600_000);
const KNOWN = [
	'LNU',
	'100',
	DEVICE,
	`${DEVICE}.2`,
	'p-anna',
	new Date(PAST).toISOString(),
	'message',
	'server'
];

/** Facts of every type and version, right, nearly right, and with anything in any one place; under an id that fits, or one that does not. */
const shipped = fc.constantFrom(...shippedFacts.map(([, fact]) => fact));
const nearlyFacts: fc.Arbitrary<Doc> = fc.oneof(
	shipped,
	shipped.chain((fact) =>
		fc
			.tuple(
				fc.constantFrom(...placesIn(fact).map(([path]) => path)),
				fc.option(nonsense, { nil: undefined })
			)
			.map(([path, value]) => withAt(fact, path, value))
	),
	fc.oneof(
		...factKinds.flatMap(({ versions }) =>
			Object.values(versions).map((schema) =>
				valuesFor(schema, KNOWN).map((value) => ({ ...Object(value) }) as Doc)
			)
		)
	)
);

/** Under an id that fits; one of another fact where it is nested too deeply to be hashed at all. */
function sealed(body: Doc, at: number): Pushed {
	try {
		return forged(body, at);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { ...body, _id: forged({}, at)._id, _rev: '1-0' };
	}
}

const written: fc.Arbitrary<Doc> = fc
	.record({
		doc: nearlyFacts,
		at: instants,
		device: fc.constantFrom(DEVICE, DEVICE, 'p-anna', undefined),
		how: fc.constantFrom('sealed', 'sealed', 'sealed', 'as it is', 'another revision', 'with its history')
	})
	.map(({ doc, at, device, how }) => {
		if (how === 'as it is') return doc;
		const { _id: _, ...body } = doc;
		const own = device === undefined ? {} : { device, at: new Date(at).toISOString() };
		const fact = sealed(read({ ...body, ...own }), at);
		if (how === 'another revision') return { ...fact, _rev: `1-${'0'.repeat(32)}` };
		if (how === 'with its history') return { ...fact, _revisions: { start: 1, ids: [fact._rev.slice(2)] } };
		return fact;
	});

const anything: fc.Arbitrary<Doc> = fc
	.tuple(nonsense, nonsense, nonsense, nonsense)
	.map(([all, type, v, id]) => {
		const fields = Object.entries(Object(all) as object);
		// by way of entries, so that `__proto__` becomes a field
		return Object.fromEntries([...fields, ['type', type], ['v', v], ['_id', id]]) as Doc;
	});

const judges = new Map<'messages' | 'readOnly' | 'appendOnly', Judge>();
beforeAll(async () => {
	const { messages, readOnly, appendOnly } = await testValidators();
	judges
		.set('messages', inEngine(messages))
		.set('readOnly', inEngine(readOnly))
		.set('appendOnly', inEngine(appendOnly));
});
function judgeOf(name: 'messages' | 'readOnly' | 'appendOnly'): Judge {
	const judge = judges.get(name);
	if (!judge) throw new Error(name);
	return judge;
}

/** What the shared rule says, in CouchDB's words. */
function byTheRule(doc: Doc, { name, roles }: User): unknown {
	const refusal = refusalOfWrite(doc, name ?? '', Date.now(), personIn(roles));
	if (refusal) return { forbidden: `${refusal.field}: ${refusal.reason}` };
	return doc._rev === revisionOf(String(doc._id)) ? undefined : { forbidden: '_rev: hash' };
}

describe('the validate function of messages', () => {
	it('takes facts, and says of all others just what the shared rule says', () => {
		const judge = judgeOf('messages');
		let taken = 0;
		fc.assert(
			fc.property(written, users, (given, user) => {
				const doc = read(given);
				const said = judge(doc, null, user);
				if (said === undefined) taken += 1;
				expect(said).toEqual(byTheRule(doc, user));
			}),
			{ numRuns: 2000 }
		);
		// or the property would say little
		expect(taken).toBeGreaterThan(20);
	});

	it('refuses whatever else JSON can say, and never fails', () => {
		const judge = judgeOf('messages');
		fc.assert(
			fc.property(anything, nonsense, users, (given, old, user) => {
				const doc = read(given);
				expect(judge(doc, old, user)).toEqual(byTheRule(doc, user));
			}),
			{ numRuns: 1000 }
		);
	});

	it('is not changed by what it was given: the same fact is taken afterwards', () => {
		const judge = judgeOf('messages');
		const fact: Doc = {
			...shippedFact('message.1.internal'),
			device: DEVICE,
			at: new Date(PAST).toISOString()
		};
		const { _id: _, ...body } = fact;
		const good = forged(body, PAST);
		const user = { name: DEVICE, roles: [] };
		for (const bad of [
			'{"__proto__":{"type":"message"}}',
			'{"constructor":{"prototype":{"v":1}}}',
			'{"toString":1}'
		])
			expect(judge(JSON.parse(bad), null, user)).toHaveProperty('forbidden');
		expect(judge(good, null, user)).toBeUndefined();
	});
});

describe('the validate functions of the other databases', () => {
	it('refuse everything of an account', () => {
		fc.assert(
			fc.property(fc.oneof(anything, written), nonsense, users, (doc, old, user) => {
				const refusal = { forbidden: 'the server alone writes here' };
				expect(judgeOf('readOnly')(doc, old, user)).toEqual(refusal);
				expect(judgeOf('appendOnly')(doc, old, user)).toEqual(refusal);
			}),
			{ numRuns: 300 }
		);
	});

	it('let the server write, in audit once', () => {
		const server = { name: 'admin', roles: ['_admin'] };
		const names = fc.constantFrom('e:1', '_design/x', '__proto__', '😀', 'constructor');
		// what it writes is of its own making, and not nested without end
		const own = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));
		const olds = fc.oneof(
			fc.constant(null),
			own,
			own.map((old) => ({ ...old, _deleted: true }))
		);
		fc.assert(
			fc.property(own, olds, names, (given, old, _id) => {
				const doc = { ...given, _id };
				expect(judgeOf('readOnly')(doc, old, server)).toBeUndefined();
				const said = judgeOf('appendOnly')(doc, old, server);
				if (old === null) expect(said).toBeUndefined();
				else expect([undefined, { forbidden: 'what is written here stays' }]).toContainEqual(said);
			}),
			{ numRuns: 500 }
		);
	});
});
