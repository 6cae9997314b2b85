import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Config } from './config.ts';
import { ConfigError } from './secretFiles.ts';

/** Certificate, with those between it and its authority, and key, in PEM. */
export interface Certificate {
	readonly cert: string;
	readonly key: string;
}

function read(variable: string, file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new ConfigError(`${variable}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
}

/**
 * Reads certificate and key, and makes sure that they are such and belong together.
 * @throws ConfigError
 */
export function readCertificate(files: NonNullable<Config['tls']>): Certificate {
	const pair = { cert: read('TLS_CERT', files.cert), key: read('TLS_KEY', files.key) };
	try {
		createSecureContext(pair);
	} catch (error) {
		throw new ConfigError(
			`TLS_CERT, TLS_KEY: no certificate with its key in PEM (${(error as NodeJS.ErrnoException).code})`
		);
	}
	return pair;
}

/**
 * Has a server take the renewed certificate for every connection from now on; those that are open go on.
 * @throws ConfigError where there is none that is good: the one before stays
 */
export function renewCertificate(server: Server, files: NonNullable<Config['tls']>): void {
	server.setSecureContext(readCertificate(files));
}
