import { isIPv6 } from 'node:net';

/**
 * Whose tries are counted together: an IPv4 address, or the 64 bits of an IPv6 one that name the network. Within these everybody
 * has as many addresses as they like (RFC 4291 § 2.5.4).
 */
export function clientAddress({ ip }: { readonly ip: string }): string {
	if (!isIPv6(ip)) return ip;
	const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(ip)?.[1];
	if (mapped !== undefined) return mapped;
	const [bare = ''] = ip.toLowerCase().split('%');
	const [left = [], right] = bare.split('::').map((part) => part.split(':').filter((group) => group !== ''));
	// `::` stands for as many zeros as are missing
	const zeros = right ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
	const groups = [...left, ...zeros, ...(right ?? [])].slice(0, 4);
	return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
