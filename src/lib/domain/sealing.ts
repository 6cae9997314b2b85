/** How a Sicherungsdatei is sealed; apart from its schemas, which a device has no use for. */

/** What WebCrypto is to do, alike on the device and on the server. */
export const SEAL = {
	curve: { name: 'ECDH', namedCurve: 'P-256' },
	cipher: { name: 'AES-GCM', length: 256 },
	ivBytes: 12,
	derivation: (filesKey: Uint8Array<ArrayBuffer>) => ({
		name: 'HKDF',
		hash: 'SHA-256',
		salt: filesKey,
		info: new TextEncoder().encode('dienstbuch-rescue 1')
	})
} as const;
