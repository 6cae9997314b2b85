/** Passwords and PINs at rest: argon2id. */
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice of 2023 for argon2id: 19 MiB, two passes. */
const FOR_PASSWORDS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * A PIN has four digits: no cost keeps somebody who has the database from trying them all. What protects it is that it never
 * leaves the server (DESIGN § 6), and the lockout. The cost is kept low so that an import of hundreds of staff takes seconds.
 */
const FOR_PINS = { memoryCost: 4096, timeCost: 2, parallelism: 1 };

/** @returns an encoded hash with its salt and costs */
export function hashPassword(password: string): Promise<string> {
	return hash(password, FOR_PASSWORDS);
}

/** @returns an encoded hash with its salt and costs */
export function hashPin(pin: string): Promise<string> {
	return hash(pin, FOR_PINS);
}

let decoy: Promise<string> | undefined;

/** Takes as long where there is no hash as where there is one, so that nobody can tell who exists. */
export async function matches(encoded: string | undefined, secret: string): Promise<boolean> {
	decoy ??= hashPassword('nobody has this one');
	const right = await verify(encoded ?? (await decoy), secret);
	return encoded !== undefined && right;
}
