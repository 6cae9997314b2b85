import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'data/',
			'src/lib/paraglide/',
			'node_modules/',
			'bench-results/',
			'test-results/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		}
	},
	{
		// What these classes keep in plain collections is made reactive by counters of their own: one tick for a batch of a thousand facts.
		files: ['src/lib/app/**'],
		rules: { 'svelte/prefer-svelte-reactivity': 'off' }
	},
	{
		files: ['src/lib/domain/**'],
		rules: {
			'no-restricted-globals': [
				'error',
				{ name: 'window', message: 'domain/ runs in the browser, in Node and inside CouchDB (DESIGN § 4).' },
				{ name: 'document', message: 'domain/ has no DOM.' },
				{ name: 'fetch', message: 'domain/ takes no network.' },
				{ name: 'performance', message: 'The clock comes from outside.' },
				{ name: 'crypto', message: 'Randomness comes from outside.' }
			]
		}
	}
);
