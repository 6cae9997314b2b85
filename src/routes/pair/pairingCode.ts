/** Length of a pairing code. */
export const CODE_LENGTH = 8;

/** A pairing code as the server reads it, from whatever was typed or pasted: any case, with or without spaces and hyphens. */
export function pairingCode(typed: string): string {
	return typed
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, '')
		.slice(0, CODE_LENGTH);
}

/** In two groups, which are easier to compare with what is on another screen: `ABCD EFGH`. */
export function grouped(code: string): string {
	return code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}
