import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

type Texts = Readonly<Record<string, string>>;

/** The texts of a language, by file. */
function filesOf(language: string): Map<string, Texts> {
	const folder = path.join('messages', language);
	return new Map(
		readdirSync(folder).map((name) => {
			const { $schema: _, ...texts } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Texts;
			return [name, texts];
		})
	);
}

function all(language: string): Map<string, string> {
	return new Map([...filesOf(language).values()].flatMap((texts) => Object.entries(texts)));
}

const placeholders = (text: string): string[] =>
	[...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

/** Every `m.some_key` in the sources of the app. */
function usedKeys(): Set<string> {
	const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
		(name) => /\.(ts|svelte)$/.test(name) && !name.includes('paraglide')
	);
	const used = sources.flatMap((name) => [
		...readFileSync(path.join('src', name), 'utf8').matchAll(/\bm\.([a-z]\w*)/gi)
	]);
	return new Set(used.map(([, key = '']) => key));
}

const german = all('de');
const english = all('en');

describe('the message catalogue', () => {
	test('has the same keys in both languages, file by file, and none twice', () => {
		const keysOf = (language: string) =>
			[...filesOf(language)].map(([name, texts]) => [name, Object.keys(texts).sort()]);
		expect(keysOf('en')).toEqual(keysOf('de'));
		const keys = [...filesOf('de').values()].flatMap((texts) => Object.keys(texts));
		expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
	});

	test('asks for the same values in both languages', () => {
		for (const [key, text] of german) {
			expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
		}
	});

	test('has no words that no screen says', () => {
		const used = usedKeys();
		expect([...german.keys()].filter((key) => !used.has(key))).toEqual([]);
	});

	test('calls what administrates "Administration", and what is ticked "Häkchen"', () => {
		const odd = [...german].filter(([, text]) => /\bAdmin\b|\bHaken\b(?! Sie)/.test(text));
		expect(odd).toEqual([]);
	});
});
