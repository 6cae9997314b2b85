import { describe, expect, it } from 'vitest';
import { addressProblem, keepsSecret, secretProblem } from '../../../src/lib/app/connectorProblems.ts';

describe('the address of a connector', () => {
	it.each(['https://board.example.com', ' http://10.0.0.5:8080/hook '])('takes %j', (text) =>
		expect(addressProblem(text, false)).toBeUndefined()
	);
	it.each([
		'',
		'board.example.com',
		'javascript:alert(1)',
		'ftp://a.example',
		'https://name:password@board.example.com',
		'https://board.example.com/#x'
	])('refuses %j', (text) => expect(addressProblem(text, true)).toBeDefined());

	it('may have a query where it is called as it stands', () => {
		expect(addressProblem('https://a.example/hook?site=1', true)).toBeUndefined();
		expect(addressProblem('https://a.example/hook?site=1', false)).toBeDefined();
	});
});

describe('the key of a connector', () => {
	it('stays only with the server that it was given for', () => {
		expect(keepsSecret('https://a.example/other', 'https://a.example')).toBe(true);
		expect(keepsSecret('https://b.example', 'https://a.example')).toBe(false);
		expect(keepsSecret('', 'https://a.example')).toBe(false);
		expect(keepsSecret('https://a.example', undefined)).toBe(false);
	});

	it('has to be there, long enough, and fit into a header', () => {
		expect(secretProblem('', true)).toBeUndefined();
		expect(secretProblem('', false)).toBeDefined();
		expect(secretProblem('kurz', false, 16)).toBeDefined();
		expect(secretProblem('mit Leerzeichen und so', false)).toBeDefined();
		expect(secretProblem('schlüssel', false)).toBeDefined();
		expect(secretProblem('0123456789abcdef', false, 16)).toBeUndefined();
		expect(secretProblem('x'.repeat(201), false)).toBeDefined();
	});
});
