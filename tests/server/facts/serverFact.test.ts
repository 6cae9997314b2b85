import { describe, expect, test } from 'vitest';
import { serverFact } from '../../../server/facts/serverFact.ts';
import { refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import { messageFact } from '../../unit/domain/messages.ts';
import { NOW } from '../../unit/domain/writer.ts';

const message = messageFact();
const draft = {
	type: 'transferred' as const,
	site: 'WEL',
	about: message._id,
	url: 'https://forum.example/t/1'
};

describe('facts of the server', () => {
	test('two servers that say the same write the same document', () => {
		const occasion = { at: NOW, answers: message._id };
		expect(serverFact(draft, occasion)).toEqual(serverFact(draft, occasion));
	});

	test('what answers something else, or at another time, is another', () => {
		const facts = [
			serverFact(draft, { at: NOW, answers: 'a' }),
			serverFact(draft, { at: NOW, answers: 'b' }),
			serverFact(draft, { at: NOW + 1, answers: 'a' })
		];
		expect(new Set(facts.map(({ _id }) => _id)).size).toBe(3);
	});

	test('F11 it writes as itself, in a shape that every device takes', () => {
		const fact = serverFact(draft, { at: NOW, answers: message._id });
		expect(fact.author).toEqual({ id: 'server', name: 'Dienstbuch', role: 'server' });
		expect(refusalOfShape(fact as unknown as Record<string, unknown>)).toBeUndefined();
	});
});
