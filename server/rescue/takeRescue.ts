import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import type { RescueFile } from '../../src/lib/domain/rescueFile.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { factsThere } from '../facts/factsThere.ts';
import { writeFacts } from '../facts/serverFact.ts';
import { refusalFrom, type Writing } from '../gateway/screen.ts';
import { PictureStore } from '../pictures/pictureStore.ts';

type Ground = Pick<ServerContext, 'accounts' | 'audit' | 'clock' | 'couch'>;

/** A fact or picture of the file that is not taken, and why. */
export interface RefusedEntry {
	readonly id: string;
	/** Type of the fact; `picture` */
	readonly type: string;
	/** `field: reason`, as the gateway says it; of a picture the code of the error */
	readonly reason: string;
}

/** Somebody whose facts stand in the file. */
export interface RescuedAuthor {
	readonly name: string;
	readonly role: string;
	/** How many of the facts that are new */
	readonly facts: number;
}

/** What became, or would become, of a file. */
export interface RescueReport {
	/** What this server calls the device or person of the file; undefined where it knows no such account */
	readonly account: string | undefined;
	/** Whose facts would come in: anybody can make such a file, and only people can tell whether it is true */
	readonly authors: readonly RescuedAuthor[];
	/** Facts and pictures that the server did not have */
	readonly taken: number;
	/** Those that it had already, or once had: archived or erased since */
	readonly known: number;
	readonly refused: readonly RefusedEntry[];
}

/** Facts written in one request. */
const BATCH = 100;

const accountOf = (device: unknown): string => String(device).split('.')[0] ?? '';

/** The account of the device that the file names, as it writes. */
async function writing(
	{ accounts }: Ground,
	{ device }: RescueFile
): Promise<(Writing & { label: string }) | undefined> {
	const name = accountOf(device?.id);
	const account = (await accounts.listAccounts()).find((known) => known.name === name);
	if (!account) return undefined;
	const { staff, role, label, endedAt } = account;
	return { identity: { account: name, staff, role }, endedAt, label };
}

/**
 * Sorts the facts out by the checks that the gateway makes of a device: a file brings the facts of the account that it names, and no other's; of
 * a personal account those of its person (rule F12).
 */
function sorted({ clock }: Ground, file: RescueFile, writer: Writing | undefined) {
	const good = new Map<string, Fact>();
	const refused: RefusedEntry[] = [];
	for (const { fact } of file.facts) {
		const wrong = writer ? refusalFrom(writer, fact, clock()) : { field: 'device', reason: 'account' };
		if (!wrong) good.set(String(fact._id), withoutForeign(fact));
		else
			refused.push({
				id: String(fact._id),
				type: String(fact.type),
				reason: `${wrong.field}: ${wrong.reason}`
			});
	}
	return { good, refused };
}

/** A revision that stands in the file is none of ours to take over. */
function withoutForeign(fact: Record<string, unknown>): Fact {
	return Object.fromEntries(
		Object.entries(fact).filter(([name]) => name === '_id' || !name.startsWith('_'))
	) as unknown as Fact;
}

function authorsOf(facts: readonly Fact[]): RescuedAuthor[] {
	const found = new Map<string, RescuedAuthor>();
	for (const { author } of facts) {
		const key = JSON.stringify([author.id, author.role]);
		found.set(key, { name: author.name, role: author.role, facts: (found.get(key)?.facts ?? 0) + 1 });
	}
	return [...found.values()];
}

/** Pictures go through the same judgement as those that devices send. */
async function takePictures({ couch, clock }: Ground, pictures: RescueFile['pictures'], write: boolean) {
	const store = new PictureStore(couch, clock);
	const refused: RefusedEntry[] = [];
	let known = 0;
	for (const { id, bytes } of pictures) {
		if ((await store.get(id)) !== undefined) known += 1;
		else if (write) {
			const whole = Buffer.from(bytes, 'base64');
			try {
				const { received } = await store.put(id, { offset: 0, total: whole.length, bytes: whole });
				// part of it had come from the device itself
				if (received < whole.length)
					await store.put(id, { offset: received, total: whole.length, bytes: whole.subarray(received) });
			} catch (error) {
				if (!(error instanceof ServerError)) throw error;
				refused.push({ id, type: 'picture', reason: error.code });
			}
		}
	}
	return { known, refused };
}

/**
 * Takes in what stands in a Sicherungsdatei, under the account that wrote it and with the server's rights, since that account may have
 * ended. Done again it changes nothing: facts prove themselves by their ids, pictures by theirs.
 * @param by account of the administrator who has it taken in; undefined to only look what would become of it
 */
export async function takeRescue(
	ctx: Ground,
	file: RescueFile,
	by: string | undefined
): Promise<RescueReport> {
	const writer = await writing(ctx, file);
	const { good, refused } = sorted(ctx, file, writer);
	const there = await factsThere(ctx.couch, [...good.keys()]);
	const facts = [...good.values()].filter(({ _id }) => !there.has(_id));
	if (by !== undefined && writer) {
		for (let at = 0; at < facts.length; at += BATCH) {
			const batch = facts.slice(at, at + BATCH);
			const ids = batch.map(({ _id }) => _id);
			await ctx.audit.arrived(writer.identity.account, ids, by);
			await writeFacts(ctx.couch, batch);
		}
	}
	const pictures = await takePictures(ctx, file.pictures, by !== undefined);
	return {
		account: writer?.label,
		authors: authorsOf(facts),
		taken: facts.length + file.pictures.length - pictures.known - pictures.refused.length,
		known: there.size + pictures.known,
		refused: [...refused, ...pictures.refused]
	};
}
