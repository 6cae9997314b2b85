/** `embedded.json` in the data folder: by it command-line tools find a running embedded database (DESIGN § 5). */
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where the embedded database of a running server listens, and the administrator's password for as long as it runs. */
export interface Hand {
	readonly port: number;
	readonly secret: string;
}

const FILE = 'embedded.json';
/** For a file of a server that was killed, whose port something else has now, ms */
const PROBE_TIMEOUT = 3000;

/** The address with name and password. */
export function urlOf({ port, secret }: Hand): string {
	return `http://admin:${secret}@127.0.0.1:${port}`;
}

/** Writes the file so that none but this user can read it. */
export async function extendHand(dataDir: string, hand: Hand): Promise<void> {
	const file = path.join(dataDir, FILE);
	await rm(file, { force: true });
	await writeFile(file, JSON.stringify(hand), { mode: 0o600, flag: 'wx' });
	await chmod(file, 0o600);
}

/** Removes the file, unless it is another server's by now. */
export async function withdrawHand(dataDir: string, { secret }: Hand): Promise<void> {
	const there = await readHand(dataDir);
	if (there?.secret === secret) await rm(path.join(dataDir, FILE), { force: true });
}

async function readHand(dataDir: string): Promise<Hand | undefined> {
	try {
		return JSON.parse(await readFile(path.join(dataDir, FILE), 'utf8')) as Hand;
	} catch {
		// no file, or one that was half written when its server was killed
		return undefined;
	}
}

async function answers({ port, secret }: Hand): Promise<boolean> {
	try {
		const response = await fetch(`http://127.0.0.1:${port}/_session`, {
			headers: { authorization: `Basic ${Buffer.from(`admin:${secret}`).toString('base64')}` },
			signal: AbortSignal.timeout(PROBE_TIMEOUT)
		});
		const { userCtx } = (await response.json()) as { userCtx?: { name?: string } };
		return response.status === 200 && userCtx?.name === 'admin';
	} catch {
		// refused, timed out, or something else that listens on this port now
		return false;
	}
}

/** Address of the embedded database that runs on this data folder; undefined where none does, whatever the file says. */
export async function findRunning(dataDir: string): Promise<string | undefined> {
	const hand = await readHand(dataDir);
	return hand && (await answers(hand)) ? urlOf(hand) : undefined;
}
