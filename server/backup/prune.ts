/** Old backups go, and with them what only they held: what was erased must not live on in backups for ever. */
import { leavesOf, type BackupFolder, type Snapshot } from './folder.ts';

const DAY = 24 * 3_600_000;
/** A pack that no backup names, or that is not finished, is of one that was interrupted, or of one that is under way elsewhere; ms. */
const NOBODYS_FOR = DAY;

type Pairs = readonly (readonly [string, string])[];

/** What each pack holds of these backups. */
function heldBy(snapshots: readonly Snapshot[]): Map<string, Map<string, readonly [string, string]>> {
	const held = new Map<string, Map<string, readonly [string, string]>>();
	for (const { contents } of snapshots) {
		for (const packs of Object.values(contents)) {
			for (const [pack, pairs] of Object.entries<Pairs>(packs)) {
				const there = held.get(pack) ?? new Map<string, readonly [string, string]>();
				held.set(pack, there);
				for (const pair of pairs) there.set(pair.join(' '), pair);
			}
		}
	}
	return held;
}

/** When a pack or backup was written, by its name; ms since 1970. */
function writtenAt(name: string): number {
	return Date.parse(name.slice(0, 24).replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));
}

/**
 * Removes backups that are older than `keepDays`, never the newest, and takes out of the packs what none of the others needs. What
 * interrupted ones left goes after a day.
 * @returns names of the backups that went
 */
export async function prune(folder: BackupFolder, keepDays: number, now: number): Promise<string[]> {
	await folder.removeUnfinished(now - NOBODYS_FOR);
	const names = await folder.names();
	const old = names.slice(0, -1).filter((name) => now - writtenAt(name) > keepDays * DAY);
	const read = (some: readonly string[]): Promise<Snapshot[]> =>
		Promise.all(some.map((name) => folder.read(name)));
	const kept = heldBy(await read(names.filter((name) => !old.includes(name))));
	// the packs first: interrupted in between, it is done again by the backups that are still there
	for (const [pack, pairs] of heldBy(await read(old))) {
		const wanted = kept.get(pack);
		if (wanted?.size !== pairs.size || [...pairs.keys()].some((key) => !wanted.has(key))) {
			await trimIfThere(folder, pack, [...(wanted?.values() ?? [])]);
		}
	}
	for (const name of old) await folder.remove(name);
	for (const pack of await folder.packs()) {
		if (!kept.has(pack) && now - writtenAt(pack) > NOBODYS_FOR) await folder.trim(pack, []);
	}
	return old;
}

/** Once more after an interruption, it may be gone. */
async function trimIfThere(folder: BackupFolder, pack: string, pairs: Pairs): Promise<void> {
	if ((await folder.packs()).includes(pack)) await folder.trim(pack, leavesOf(pairs));
}
