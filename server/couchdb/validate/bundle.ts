import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseName } from '../names.ts';

/** Texts of the validate functions, by what they are for. */
export interface Validators {
	/** For `messages` */
	readonly messages: string;
	/** For every other database */
	readonly readOnly: string;
	/** For `audit` */
	readonly appendOnly: string;
}

const NAMES = ['messages', 'readOnly', 'appendOnly'] as const satisfies readonly (keyof Validators)[];

/** The validate function of a database. */
export function validatorOf(validators: Validators, database: DatabaseName): string {
	if (database === 'messages') return validators.messages;
	return database === 'audit' ? validators.appendOnly : validators.readOnly;
}

/**
 * One function expression, as CouchDB wants it; in parentheses, since its SpiderMonkey engine takes a function with a name for a
 * declaration otherwise. CouchDB compiles it once per process and calls it per document, so the modules are set up at the first
 * call and kept on the function itself; there is no other place that outlives a call.
 */
function asFunction(bundled: string): string {
	return [
		'(function validate(newDoc, oldDoc, userCtx, secObj) {',
		'if (!validate.ready) {',
		bundled.trim(),
		'validate.ready = bundled.validate;',
		'}',
		'validate.ready(newDoc, oldDoc, userCtx, secObj);',
		'})'
	].join('\n');
}

function beside(file: string): string {
	return fileURLToPath(new URL(file, import.meta.url));
}

async function bundle(name: keyof Validators): Promise<string> {
	const { build } = await import('esbuild');
	const { outputFiles } = await build({
		entryPoints: [beside(`${name}.entry.ts`)],
		bundle: true,
		write: false,
		format: 'iife',
		globalName: 'bundled',
		// CouchDB's SpiderMonkey engine parses the text as of 2017 first and fails on anything newer (DESIGN § 5)
		target: 'es2017',
		// QuickJS as CouchDB builds it has no typed arrays
		alias: { '@noble/hashes/sha2.js': beside('plainSha256.ts') },
		define: { Uint8Array: 'Array', 'Object.hasOwn': 'hasOwn' },
		inject: [beside('hasOwn.ts')],
		minify: true,
		legalComments: 'none',
		charset: 'ascii'
	});
	return asFunction(outputFiles[0]?.text ?? '');
}

/** The texts in the order of {@link NAMES}. */
function named([messages = '', readOnly = '', appendOnly = '']: readonly string[]): Validators {
	return { messages, readOnly, appendOnly };
}

/**
 * Bundles the validate functions from the sources, for the build and for tests.
 * @param outDir where to write them as well, for {@link readValidators}
 */
export async function bundleValidators(outDir?: string): Promise<Validators> {
	const validators = named(await Promise.all(NAMES.map(bundle)));
	if (outDir !== undefined) {
		await mkdir(outDir, { recursive: true });
		await Promise.all(NAMES.map((name) => writeFile(path.join(outDir, `${name}.js`), validators[name])));
	}
	return validators;
}

/** Reads what {@link bundleValidators} wrote. */
export async function readValidators(dir: string): Promise<Validators> {
	return named(await Promise.all(NAMES.map((name) => readFile(path.join(dir, `${name}.js`), 'utf8'))));
}
