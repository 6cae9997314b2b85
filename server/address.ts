import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';

const EVERYWHERE = ['0.0.0.0', '::'];

/** True where only this machine reaches the address. Browsers take these for secure without TLS. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function ownAddress(): string {
	const found = Object.values(networkInterfaces())
		.flatMap((interfaces) => interfaces ?? [])
		.find(({ family, internal }) => family === 'IPv4' && !internal);
	return found?.address ?? '127.0.0.1';
}

/** The address to type into a browser. A server that listens everywhere gives this machine's first one, unless `PUBLIC_URL` says better. */
export function browserAddress(
	{ host, tls, publicUrl }: Pick<Config, 'host' | 'tls' | 'publicUrl'>,
	port: number
): string {
	if (publicUrl !== undefined) return publicUrl;
	const reachable = EVERYWHERE.includes(host) ? ownAddress() : host;
	const bracketed = isIP(reachable) === 6 ? `[${reachable}]` : reachable;
	return `${tls ? 'https' : 'http'}://${bracketed}:${port}`;
}

/** What will not work under this address, and what helps; undefined where everything does. */
export function insecureNotice({
	host,
	tls,
	publicUrl
}: Pick<Config, 'host' | 'tls' | 'publicUrl'>): string | undefined {
	if (tls || isLoopback(host) || publicUrl?.startsWith('https:')) return undefined;
	return [
		'Other devices reach this server without TLS. Browsers then allow neither service worker nor camera nor clipboard:',
		'the app cannot be installed, does not start without network, and cannot scan pairing codes or copy texts.',
		"Give TLS_CERT and TLS_KEY (PEM files of a certificate for this machine's name), or put a reverse proxy with TLS in front."
	].join('\n');
}
