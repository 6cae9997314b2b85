import { readFileSync } from 'node:fs';

/** Variables that may name a file in place of their value: environments are read by others (`docker inspect`, `/proc`, crash reports). */
export const SECRETS = ['COUCHDB_URL', 'COUCHDB_PASSWORD', 'METRICS_TOKEN'] as const;

/** Thrown where an environment variable makes no sense; the message names it. */
export class ConfigError extends Error {}

function contentOf(name: string, file: string): string {
	try {
		// editors and `echo` end a file with a line break
		return readFileSync(file, 'utf8').trimEnd();
	} catch (error) {
		throw new ConfigError(`${name}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
}

/**
 * Puts what stands in the files that `<NAME>_FILE` names in place of `<NAME>`.
 * @throws ConfigError where both are given, or a file cannot be read or is empty
 */
export function withSecretFiles(env: Readonly<Record<string, string>>): Record<string, string> {
	const whole = { ...env };
	for (const name of SECRETS) {
		const file = env[`${name}_FILE`];
		if (file === undefined) continue;
		if (env[name] !== undefined) throw new ConfigError(`${name} and ${name}_FILE: one of them, not both`);
		const content = contentOf(`${name}_FILE`, file);
		if (content === '') throw new ConfigError(`${name}_FILE: the file is empty`);
		whole[name] = content;
	}
	return whole;
}
